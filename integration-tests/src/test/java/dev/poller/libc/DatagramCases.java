// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static dev.poller.libc.LibcCase.use;

import java.util.List;

/** Uses of what is for datagrams. Immutable. */
final class DatagramCases {
    private static final int SIZE = Scene.ADDRESS_SIZE;

    private DatagramCases() {}

    static List<LibcCase> all() {
        return List.of(
                use("sendto", "a datagram", s -> s.libc.sendto(s.datagrams(), s.second(), 5, 0, s.first(), SIZE)),
                use(
                        "sendto",
                        "a peer whose address is cut",
                        s -> s.libc.sendto(s.datagrams(), s.second(), 5, 0, s.first(), 3)),
                use("sendmsg", "none", s -> s.libc.sendmsg(-1, s.first(), 0)),
                use("recvmsg", "none", s -> s.libc.recvmsg(-1, s.first(), 0)),
                use("sendmsg", "no memory for what it says", s -> s.libc.sendmsg(s.datagrams(), 0, 0)),
                use("recvmsg", "no memory for what comes", s -> s.libc.recvmsg(s.datagrams(), 0, 0)),
                use("sendmmsg", "none", s -> s.libc.sendmmsg(-1, s.first(), 1, 0)),
                use("recvmmsg", "none", s -> s.libc.recvmmsg(-1, s.first(), 1, 0)),
                use("sendmmsg", "no memory for what they say", s -> s.libc.sendmmsg(s.datagrams(), 0, 2, 0)),
                use("recvmmsg", "nothing there", s -> s.libc.recvmmsg(s.datagrams(), s.first(), 1, 0)),
                use("sendto", "none", s -> s.libc.sendto(-1, s.second(), 5, 0, s.first(), SIZE)),
                use("recvfrom", "a datagram and its sender", DatagramCases::toItself),
                use("recvfrom", "nothing there", s -> s.libc.recvfrom(s.datagrams(), s.first(), 8, 0, 0, 0)),
                use("recvfrom", "none", s -> s.libc.recvfrom(-1, s.first(), 8, 0, 0, 0)));
    }

    private static Object toItself(Scene s) {
        int socket = s.datagrams();
        int port = s.memory().getShort(2);
        long sent = s.libc.sendto(socket, s.first(), SIZE, s.c(Constant.MSG_NOSIGNAL), s.first(), SIZE);
        s.memory().putLong(0, 0);
        long received = s.libc.recvfrom(socket, s.first() + 64, 64, 0, s.first(), s.with(SIZE));
        return List.of(
                sent,
                received,
                s.memory().getInt(Scene.SECOND),
                s.memory().getShort(0),
                s.memory().getShort(2) == port,
                s.memory().getShort(64 + 2) == port);
    }
}
