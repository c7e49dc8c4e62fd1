// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.internal.end.Buffers;
import dev.poller.blocking.internal.end.Buffers.Buffer;
import dev.poller.libc.Abi;
import dev.poller.libc.Constant;
import dev.poller.libc.Libc;
import dev.poller.libc.LibcLoader;
import dev.poller.spi.Platform;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sockets on a system that lacks what Linux has: Linux plays it, through other tables of constants. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "Linux plays the other systems")
@Timeout(30)
class SocketCallsTest {
    private static final Set<Constant> FLAGS = Set.of(Constant.SOCK_NONBLOCK, Constant.SOCK_CLOEXEC);

    private Libc libc;
    private final List<String> called = new ArrayList<>();
    private final Deque<Integer> opened = new ArrayDeque<>();
    private @Nullable Buffer forgotten;
    private Constant refusal = Constant.EPERM;
    private int refusals;

    @BeforeEach
    void load() throws IOException {
        Platform platform = Platform.current();
        libc = LibcLoader.load(platform.os().name(), platform.osVersion(), platform.arch());
    }

    @AfterEach
    void closeAll() {
        opened.forEach(libc::close);
    }

    @Test
    void withFlagsASocketTakesOneCall() throws IOException {
        SocketCalls calls = calls(libc.abi());
        assertConfigured(accepted(calls));
        assertTrue(called.contains("accept4") && !called.contains("fcntl"), called::toString);
    }

    @Test
    void withoutFlagsASocketIsConfiguredAfterwards() throws IOException {
        SocketCalls calls = calls(libc.abi().without(FLAGS));
        assertConfigured(accepted(calls));
        assertTrue(!called.contains("accept4"), called::toString);
        opened.forEach(this::assertConfigured);
    }

    @ParameterizedTest
    @EnumSource(
            value = Constant.class,
            names = {"ENOSYS", "EPERM"})
    void whereAccept4CannotBeHadAcceptDoesAndItIsNotTriedAgain(Constant refusal) throws IOException {
        SocketCalls calls = calls(libc.abi());
        refusals = Integer.MAX_VALUE;
        this.refusal = refusal;
        assertConfigured(accepted(calls));
        assertTrue(called.contains("accept4"), called::toString);
        called.clear();
        assertConfigured(accepted(calls));
        assertTrue(called.contains("accept") && !called.contains("accept4"), called::toString);
    }

    /** accept(2), ERRORS: a firewall says so, of a connection. */
    @Test
    void aFirewallsRefusalOfAConnectionIsNoWantOfAccept4() throws IOException {
        SocketCalls calls = calls(libc.abi());
        refusals = 1;
        int listener = listener(calls);
        connect(calls, listener);
        assertEquals(-libc.abi().value(Constant.EPERM), accept(calls, listener));
        assertConfigured(owned(accept(calls, listener)));
        assertTrue(!called.contains("accept"), called::toString);
    }

    /** SO_KEEPALIVE stands for the option that Linux does not have: that it is set can be seen. */
    @Test
    void withoutMsgNosignalEverySocketIsMadeQuiet() throws IOException {
        Abi other = libc.abi()
                .without(Set.of(Constant.MSG_NOSIGNAL))
                .with(Constant.SO_NOSIGPIPE, libc.abi().value(Constant.SO_KEEPALIVE));
        for (Abi abi : List.of(other, other.without(FLAGS))) {
            SocketCalls calls = calls(abi);
            assertEquals(0, calls.noSignal);
            accepted(calls);
            for (int fd : opened) {
                assertEquals(1, calls.getInt(fd, Constant.SOL_SOCKET, Constant.SO_KEEPALIVE));
            }
        }
    }

    @Test
    void aConnectionWithoutAPeerDiedInTheQueue() throws IOException {
        for (Abi abi : List.of(libc.abi(), libc.abi().without(FLAGS))) {
            SocketCalls calls = calls(abi);
            int listener = listener(calls);
            connect(calls, listener);
            Buffer peer = calls.buffers.take();
            forgotten = peer;
            called.clear();
            assertEquals(-abi.value(Constant.ECONNABORTED), calls.accept(listener, peer));
            assertEquals("close", called.get(called.size() - 1));
            forgotten = null;
        }
    }

    /** Where SO_LINGER counts ticks, an option of another name counts seconds. */
    @Test
    void lingeringIsInSeconds() throws IOException {
        Abi abi = libc.abi();
        SocketCalls calls = calls(
                abi.with(Constant.SO_LINGER_SEC, abi.value(Constant.SO_LINGER)).without(Set.of(Constant.SO_LINGER)));
        int socket = owned(calls.socket(Constant.SOCK_STREAM));
        LibcOption.Linger linger = new LibcOption.Linger();
        linger.set(calls, socket, 7);
        assertEquals(7, linger.get(calls, socket));
    }

    private void assertConfigured(int fd) {
        Abi abi = libc.abi();
        int status = libc.fcntl(fd, abi.value(Constant.F_GETFL), 0);
        assertEquals(abi.value(Constant.O_NONBLOCK), status & abi.value(Constant.O_NONBLOCK));
        assertEquals(abi.value(Constant.FD_CLOEXEC), libc.fcntl(fd, abi.value(Constant.F_GETFD), 0));
    }

    private int accepted(SocketCalls calls) throws IOException {
        int listener = listener(calls);
        connect(calls, listener);
        return owned(accept(calls, listener));
    }

    private int listener(SocketCalls calls) throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
        int listener = owned(calls.socket(Constant.SOCK_STREAM));
        calls.bind(listener, any);
        calls.listen(listener, any, 1);
        return listener;
    }

    /** Over loopback the connection is in the queue when this returns. */
    private void connect(SocketCalls calls, int listener) throws IOException {
        int result = calls.connect(owned(calls.socket(Constant.SOCK_STREAM)), calls.localAddress(listener));
        assertTrue(result == 0 || calls.errno.isInProgress(result), () -> "connect: " + result);
    }

    private static int accept(SocketCalls calls, int listener) throws IOException {
        try (Buffer peer = calls.buffers.take()) {
            return calls.accept(listener, peer);
        }
    }

    private int owned(int fd) {
        assertTrue(fd >= 0, () -> libc.errnoName(-fd));
        opened.push(fd);
        return fd;
    }

    private SocketCalls calls(Abi abi) {
        Libc decorated = (Libc) Proxy.newProxyInstance(
                Libc.class.getClassLoader(), new Class<?>[] {Libc.class}, (proxy, method, arguments) -> {
                    called.add(method.getName());
                    if (method.getName().equals("abi")) {
                        return abi;
                    }
                    if (method.getName().equals("accept4") && refusals > 0) {
                        refusals--;
                        return -abi.value(refusal);
                    }
                    try {
                        Object result = method.invoke(libc, arguments);
                        Buffer peer = forgotten;
                        if (peer != null && method.getName().startsWith("accept")) {
                            peer.bytes().putInt(SocketCalls.LENGTH, 0);
                        }
                        return result;
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause() == null ? failure : failure.getCause();
                    }
                });
        return new SocketCalls(decorated, InetFamily.tcp(abi, false), new Buffers(libc::address));
    }
}
