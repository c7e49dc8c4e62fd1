// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static dev.poller.libc.LibcCase.use;

import java.util.List;

/** Uses of what is for sockets. Immutable. */
final class SocketCases {
    private static final int SIZE = Scene.ADDRESS_SIZE;

    private SocketCases() {}

    static List<LibcCase> all() {
        return List.of(
                use(
                        "socket",
                        "a new one",
                        s -> s.opens(s.libc.socket(s.c(Constant.AF_INET), s.c(Constant.SOCK_DGRAM), 0))),
                use("socket", "a family that nobody knows", s -> s.libc.socket(-1, s.c(Constant.SOCK_STREAM), 0)),
                use("socketpair", "two ends", s -> s.pair().length),
                use(
                        "socketpair",
                        "not for this family",
                        s -> s.libc.socketpair(s.c(Constant.AF_INET), s.c(Constant.SOCK_STREAM), 0, s.first())),
                use("bind", "a free port", s -> s.libc.bind(s.socket(), s.loopback(), SIZE)),
                use("bind", "a port that is taken", SocketCases::bindTwice),
                use("bind", "none", s -> s.libc.bind(-1, s.loopback(), SIZE)),
                use("listen", "a socket", s -> s.libc.listen(s.socket(), 1)),
                use("listen", "no socket", s -> s.libc.listen(s.event(), 1)),
                use("accept", "a connection", s -> accepted(s, s.connected())),
                use("accept", "nobody there", s -> s.libc.accept(s.listener(), 0, 0)),
                use("accept", "not listening", s -> s.libc.accept(s.socket(), 0, 0)),
                use(
                        "accept4",
                        "a connection",
                        s -> s.opens(s.libc.accept4(s.connected(), 0, 0, s.c(Constant.SOCK_CLOEXEC)))),
                use("accept4", "nobody there", s -> s.libc.accept4(s.listener(), 0, 0, 0)),
                use("accept4", "flags that nobody knows", s -> s.libc.accept4(s.connected(), 0, 0, 1)),
                use("connect", "to a listener", SocketCases::connect),
                use("connect", "to nobody", SocketCases::connectToNobody),
                use("connect", "none", s -> s.libc.connect(-1, s.loopback(), SIZE)),
                use(
                        "getsockname",
                        "a socket that is not bound",
                        s -> List.of(
                                s.libc.getsockname(s.socket(), s.first(), s.with(SIZE)),
                                s.memory().getLong(0),
                                s.memory().getInt(Scene.SECOND))),
                use("getsockname", "no socket", s -> s.libc.getsockname(s.event(), s.first(), s.with(SIZE))),
                use("getpeername", "one of a pair", s -> s.libc.getpeername(s.pair()[0], s.first(), s.with(SIZE))),
                use("getpeername", "without peer", s -> s.libc.getpeername(s.socket(), s.first(), s.with(SIZE))),
                use("getsockopt", "what was set", SocketCases::option),
                use(
                        "getsockopt",
                        "an option that nobody knows",
                        s -> s.libc.getsockopt(s.socket(), s.c(Constant.SOL_SOCKET), 4711, s.first(), s.with(4))),
                use(
                        "setsockopt",
                        "an option that nobody knows",
                        s -> s.libc.setsockopt(s.socket(), s.c(Constant.SOL_SOCKET), 4711, s.with(1), 4)),
                use(
                        "setsockopt",
                        "none",
                        s -> s.libc.setsockopt(-1, s.c(Constant.SOL_SOCKET), s.c(Constant.SO_KEEPALIVE), s.with(1), 4)),
                use("shutdown", "one of a pair", s -> s.libc.shutdown(s.pair()[0], s.c(Constant.SHUT_RDWR))),
                use("shutdown", "not connected", s -> s.libc.shutdown(s.socket(), s.c(Constant.SHUT_WR))),
                use("shutdown", "a direction that nobody knows", s -> s.libc.shutdown(s.pair()[0], 7)),
                use("recv", "what was sent, and the end", SocketCases::talk),
                use("recv", "nothing there", s -> s.libc.recv(s.pair()[0], s.first(), 8, 0)),
                use("recv", "not connected", s -> s.libc.recv(s.socket(), s.first(), 8, 0)),
                use("recv", "none", s -> s.libc.recv(-1, s.first(), 8, 0)),
                use("send", "to nobody", SocketCases::sendToNobody),
                use("send", "more than there is room for", SocketCases::fill),
                use("send", "none", s -> s.libc.send(-1, s.first(), 8, s.c(Constant.MSG_NOSIGNAL))));
    }

    private static Object bindTwice(Scene s) {
        s.listener();
        return s.libc.bind(s.socket(), s.first(), SIZE);
    }

    private static Object accepted(Scene s, int listener) {
        return List.of(
                s.opens(s.libc.accept(listener, s.first(), s.with(SIZE))),
                s.memory().getShort(0),
                s.memory().getInt(4),
                s.memory().getInt(Scene.SECOND));
    }

    private static Object connect(Scene s) {
        s.listener();
        return s.libc.connect(s.socket(), s.first(), SIZE);
    }

    /** The port is bound and nobody listens, so nobody else gets it meanwhile. */
    private static Object connectToNobody(Scene s) {
        int bound = s.socket();
        s.libc.bind(bound, s.loopback(), SIZE);
        s.libc.getsockname(bound, s.first(), s.with(SIZE));
        return s.libc.connect(s.socket(), s.first(), SIZE);
    }

    private static Object option(Scene s) {
        int socket = s.socket();
        return List.of(
                s.libc.setsockopt(socket, s.c(Constant.IPPROTO_TCP), s.c(Constant.TCP_NODELAY), s.with(1), 4),
                s.libc.getsockopt(socket, s.c(Constant.IPPROTO_TCP), s.c(Constant.TCP_NODELAY), s.first(), s.with(4)),
                s.memory().getInt(0),
                s.memory().getInt(Scene.SECOND));
    }

    private static Object talk(Scene s) {
        int[] pair = s.pair();
        long sent = s.libc.send(pair[0], s.with("hello"), 5, s.c(Constant.MSG_NOSIGNAL));
        s.with("-----");
        long received = s.libc.recv(pair[1], s.first(), 8, 0);
        s.libc.shutdown(pair[0], s.c(Constant.SHUT_WR));
        return List.of(sent, received, s.text(5), s.libc.recv(pair[1], s.first(), 8, 0));
    }

    private static Object sendToNobody(Scene s) {
        int[] pair = s.pair();
        s.libc.shutdown(pair[0], s.c(Constant.SHUT_WR));
        return s.libc.send(pair[0], s.first(), 8, s.c(Constant.MSG_NOSIGNAL));
    }

    private static Object fill(Scene s) {
        int writer = s.pair()[0];
        long result;
        do {
            result = s.libc.send(writer, s.first(), 512, s.c(Constant.MSG_NOSIGNAL));
        } while (result > 0);
        return result;
    }
}
