// SPDX-License-Identifier: Apache-2.0
package dev.poller.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.libc.Constant;
import dev.poller.libc.Sockaddr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options and datagrams, for real. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "some of the options are Linux's alone")
@Timeout(30)
class SocketOptionsTest extends RealCalls {
    private static final int ADDRESS = 16;

    @ParameterizedTest
    @CsvSource({
        "AF_INET, SOCK_STREAM, IPPROTO_TCP, TCP_KEEPIDLE, 7",
        "AF_INET, SOCK_STREAM, IPPROTO_TCP, TCP_KEEPINTVL, 8",
        "AF_INET, SOCK_STREAM, IPPROTO_TCP, TCP_KEEPCNT, 5",
        "AF_INET, SOCK_STREAM, IPPROTO_TCP, TCP_QUICKACK, 0",
        "AF_INET, SOCK_STREAM, IPPROTO_TCP, TCP_USER_TIMEOUT, 4711",
        "AF_INET, SOCK_STREAM, SOL_SOCKET, SO_OOBINLINE, 1",
        "AF_INET, SOCK_STREAM, SOL_SOCKET, SO_REUSEPORT, 1",
        "AF_INET, SOCK_DGRAM, SOL_SOCKET, SO_BROADCAST, 1",
        "AF_INET, SOCK_DGRAM, IPPROTO_IP, IP_TOS, 16",
        "AF_INET6, SOCK_DGRAM, IPPROTO_IPV6, IPV6_TCLASS, 32",
    })
    void anOptionIsReadAsItWasSet(Constant family, Constant type, Constant level, Constant option, int value) {
        int socket = libc.socket(c(family), c(type), 0);
        assumeTrue(socket >= 0 || family != Constant.AF_INET6, "there is no IPv6 here");
        owned(socket);
        assertTrue(get(socket, level, option) != value, "set already");
        assertEquals(
                0,
                libc.setsockopt(
                        socket, c(level), c(option), memory(4).with(0, value).address(), 4));
        assertEquals(value, get(socket, level, option));
    }

    @Test
    void aSocketSaysItsType() {
        for (Constant type : new Constant[] {Constant.SOCK_STREAM, Constant.SOCK_DGRAM}) {
            int socket = owned(libc.socket(c(Constant.AF_INET), c(type), 0));
            assertEquals(c(type), get(socket, Constant.SOL_SOCKET, Constant.SO_TYPE));
        }
    }

    /** Nothing has come through a network device. */
    @Test
    void aNewSocketHasNoReceiveQueue() {
        int socket = owned(libc.socket(c(Constant.AF_INET), c(Constant.SOCK_STREAM), 0));
        NativeMemory id = memory(4).with(0, -1);
        NativeMemory length = memory(4).with(0, 4);
        int result = libc.getsockopt(
                socket, c(Constant.SOL_SOCKET), c(Constant.SO_INCOMING_NAPI_ID), id.address(), length.address());
        assumeTrue(!libc.errno().name(Math.min(result, -1)).equals("ENOPROTOOPT"), "a kernel without busy polling");
        assertEquals(0, result);
        assertEquals(0, id.intAt(0));
    }

    @Test
    void aDatagramComesWithItsSender() {
        int sender = bound();
        int receiver = bound();
        NativeMemory to = address(receiver);
        assertEquals(5, libc.sendto(sender, text("hello").address(), 5, 0, to.address(), ADDRESS));
        NativeMemory received = memory(8);
        NativeMemory from = memory(ADDRESS);
        NativeMemory length = memory(4).with(0, ADDRESS);
        assertEquals(5, libc.recvfrom(receiver, received.address(), 8, 0, from.address(), length.address()));
        assertEquals("hello", string(received, 0, 5));
        assertEquals(ADDRESS, length.intAt(0));
        assertEquals(Sockaddr.get(libc.abi(), address(sender).bytes()), Sockaddr.get(libc.abi(), from.bytes()));
        assertTrue(libc.errno().isAgain(libc.recvfrom(receiver, received.address(), 8, 0, 0, 0)));
        assertError(Constant.EBADF, libc.recvfrom(-1, received.address(), 8, 0, 0, 0));
        assertError(Constant.EBADF, libc.sendto(-1, received.address(), 8, 0, to.address(), ADDRESS));
    }

    private int bound() {
        int type = c(Constant.SOCK_DGRAM) | c(Constant.SOCK_NONBLOCK);
        int socket = owned(libc.socket(c(Constant.AF_INET), type, 0));
        NativeMemory address = memory(ADDRESS);
        address.bytes().putShort(0, (short) c(Constant.AF_INET)).put(4, new byte[] {127, 0, 0, 1});
        assertEquals(0, libc.bind(socket, address.address(), ADDRESS));
        return socket;
    }

    private NativeMemory address(int socket) {
        NativeMemory address = memory(ADDRESS);
        assertEquals(
                0,
                libc.getsockname(
                        socket, address.address(), memory(4).with(0, ADDRESS).address()));
        return address;
    }

    private int get(int socket, Constant level, Constant option) {
        NativeMemory value = memory(4);
        int result = libc.getsockopt(
                socket,
                c(level),
                c(option),
                value.address(),
                memory(4).with(0, 4).address());
        assertEquals(0, result, () -> option + ": " + libc.errnoName(-result));
        return value.intAt(0);
    }
}
