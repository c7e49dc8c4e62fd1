// SPDX-License-Identifier: Apache-2.0
package dev.poller.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.libc.Constant;
import dev.poller.libc.EpollEventLayout;
import dev.poller.libc.ErrnoException;
import dev.poller.libc.StatLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Every call for real; that ffm answers the same is BindingParityIT's. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "there is a table of C constants for Linux only")
@Timeout(30)
class LibcTest extends RealCalls {
    @Test
    void bytesGoThroughAPipe() {
        int[] pipe = pipe();
        assertEquals(5, libc.write(pipe[1], text("hello").address(), 5));
        NativeMemory read = memory(16);
        assertEquals(5, libc.read(pipe[0], read.address(), 16));
        assertEquals("hello", string(read, 0, 5));
        assertEquals(0, libc.close(pipe[1]));
        assertEquals(0, libc.read(pipe[0], read.address(), 16));
    }

    @Test
    void pipe2TakesFlags() {
        NativeMemory fds = memory(8);
        assertEquals(0, libc.pipe2(fds.address(), c(Constant.O_NONBLOCK) | c(Constant.O_CLOEXEC)));
        int reader = owned(fds.intAt(0));
        owned(fds.intAt(4));
        assertEquals(c(Constant.FD_CLOEXEC), libc.fcntl(reader, c(Constant.F_GETFD), 0));
        assertError(Constant.EAGAIN, libc.read(reader, memory(1).address(), 1));
    }

    @Test
    void fcntlPassesItsVariadicArgument() {
        int reader = pipe()[0];
        int flags = libc.fcntl(reader, c(Constant.F_GETFL), 0);
        assertEquals(0, flags & c(Constant.O_NONBLOCK));
        assertEquals(0, libc.fcntl(reader, c(Constant.F_SETFL), flags | c(Constant.O_NONBLOCK)));
        assertEquals(flags | c(Constant.O_NONBLOCK), libc.fcntl(reader, c(Constant.F_GETFL), 0));
        assertEquals(0, libc.fcntl(reader, c(Constant.F_SETFD), c(Constant.FD_CLOEXEC)));
        assertEquals(c(Constant.FD_CLOEXEC), libc.fcntl(reader, c(Constant.F_GETFD), 0));
        assertError(Constant.EBADF, libc.fcntl(-1, c(Constant.F_GETFL), 0));
    }

    @Test
    void aDuplicateIsTheSamePipe() {
        int[] pipe = pipe();
        int duplicate = owned(libc.dup(pipe[1]));
        assertNotEquals(pipe[1], duplicate);
        assertEquals(1, libc.write(duplicate, text("x").address(), 1));
        assertEquals(1, libc.read(pipe[0], memory(1).address(), 1));
    }

    @Test
    void theDescriptorLimitCanBeRead() {
        NativeMemory limits = memory(16);
        assertEquals(0, libc.getrlimit(c(Constant.RLIMIT_NOFILE), limits.address()));
        assertTrue(limits.bytes().getLong(0) > 0);
    }

    @Test
    void aPipesKindIsFound() {
        assumeTrue(libc.fstat(0, memory(256).address()) != -c(Constant.ENOSYS), "glibc has fstat since 2.33");
        StatLayout layout = libc.abi().stat();
        NativeMemory stat = memory(layout.size());
        assertEquals(0, libc.fstat(pipe()[0], stat.address()));
        assertEquals(0x1000, layout.mode(stat.bytes()) & 0xf000);
        assertTrue(layout.device(stat.bytes()) > 0, "Linux has a file system of pipes");
        assertError(Constant.EBADF, libc.fstat(-1, stat.address()));
    }

    @Test
    void aSocketPairTalksAndIsShutDown() {
        NativeMemory fds = memory(8);
        assertEquals(0, libc.socketpair(c(Constant.AF_UNIX), c(Constant.SOCK_STREAM), 0, fds.address()));
        int one = owned(fds.intAt(0));
        int two = owned(fds.intAt(4));
        assertEquals(3, libc.send(one, text("abc").address(), 3, c(Constant.MSG_NOSIGNAL)));
        NativeMemory received = memory(8);
        assertEquals(3, libc.recv(two, received.address(), 8, 0));
        assertEquals("abc", string(received, 0, 3));
        assertEquals(0, libc.shutdown(one, c(Constant.SHUT_WR)));
        assertEquals(0, libc.recv(two, received.address(), 8, 0));
        assertError(Constant.EPIPE, libc.send(one, received.address(), 1, c(Constant.MSG_NOSIGNAL)));
    }

    @Test
    void aConnectionIsMadeAndAccepted() {
        int listener = listener();
        NativeMemory address = memory(16);
        NativeMemory length = memory(4).with(0, 16);
        assertEquals(0, libc.getsockname(listener, address.address(), length.address()));
        assertEquals(16, length.intAt(0));
        for (boolean four : new boolean[] {true, false}) {
            int client = owned(libc.socket(c(Constant.AF_INET), c(Constant.SOCK_STREAM), 0));
            assertEquals(0, libc.connect(client, address.address(), 16));
            length.with(0, 16);
            NativeMemory peer = memory(16);
            int accepted = four
                    ? libc.accept4(listener, peer.address(), length.address(), c(Constant.SOCK_CLOEXEC))
                    : libc.accept(listener, peer.address(), length.address());
            owned(accepted);
            assertEquals(four ? c(Constant.FD_CLOEXEC) : 0, libc.fcntl(accepted, c(Constant.F_GETFD), 0));
            NativeMemory peerOfClient = memory(16);
            assertEquals(0, libc.getpeername(client, peerOfClient.address(), length.address()));
            assertEquals(address.bytes().getShort(2), peerOfClient.bytes().getShort(2));
        }
    }

    @Test
    void aRefusedConnectionSaysSo() {
        int listener = listener();
        NativeMemory address = memory(16);
        libc.getsockname(listener, address.address(), memory(4).with(0, 16).address());
        libc.close(listener);
        disowned(listener);
        int client = owned(libc.socket(c(Constant.AF_INET), c(Constant.SOCK_STREAM), 0));
        assertError(Constant.ECONNREFUSED, libc.connect(client, address.address(), 16));
    }

    @Test
    void socketOptionsAreSetAndRead() {
        int socket = owned(libc.socket(c(Constant.AF_INET), c(Constant.SOCK_STREAM), 0));
        NativeMemory value = memory(4).with(0, 1);
        NativeMemory length = memory(4).with(0, 4);
        assertEquals(0, libc.setsockopt(socket, c(Constant.IPPROTO_TCP), c(Constant.TCP_NODELAY), value.address(), 4));
        value.with(0, 0);
        assertEquals(
                0,
                libc.getsockopt(
                        socket, c(Constant.IPPROTO_TCP), c(Constant.TCP_NODELAY), value.address(), length.address()));
        assertEquals(1, value.intAt(0));
    }

    @Test
    void epollReportsAnEventWithItsData() {
        for (int epfd :
                new int[] {owned(libc.epollCreate(1024)), owned(libc.epollCreate1(c(Constant.EPOLL_CLOEXEC)))}) {
            EpollEventLayout layout = libc.abi().epollEvent();
            int eventfd = owned(libc.eventfd(1, c(Constant.EFD_CLOEXEC) | c(Constant.EFD_NONBLOCK)));
            NativeMemory event = memory(layout.size()).with(0, c(Constant.EPOLLIN));
            event.bytes().putLong(layout.dataOffset(), 0xCAFEBABE_00000007L);
            assertEquals(0, libc.epollCtl(epfd, c(Constant.EPOLL_CTL_ADD), eventfd, event.address()));
            NativeMemory events = memory(2 * layout.size());
            assertEquals(1, libc.epollWait(epfd, events.address(), 2, 10_000));
            assertEquals(c(Constant.EPOLLIN), events.intAt(0));
            assertEquals(0xCAFEBABE_00000007L, events.bytes().getLong(layout.dataOffset()));
            assertEquals(8, libc.read(eventfd, memory(8).address(), 8));
            assertEquals(0, libc.epollWait(epfd, events.address(), 2, 0));
            assertError(Constant.EEXIST, libc.epollCtl(epfd, c(Constant.EPOLL_CTL_ADD), eventfd, event.address()));
        }
    }

    @Test
    void epollPwait2KeepsNanosecondsWhereItExists() {
        int epfd = owned(libc.epollCreate1(0));
        NativeMemory timespec = memory(16);
        timespec.bytes().putLong(8, 100_000);
        long start = System.nanoTime();
        int result = libc.epollPwait2(epfd, memory(16).address(), 1, timespec.address());
        assumeTrue(result != -c(Constant.ENOSYS), "this kernel has no epoll_pwait2 (Linux 5.11)");
        assertEquals(0, result);
        assertTrue(System.nanoTime() - start >= 100_000);
    }

    @Test
    void linuxHasNoKqueue() {
        assertError(Constant.ENOSYS, libc.kqueue());
        assertError(Constant.ENOSYS, libc.kevent(-1, 0, 0, 0, 0, 0));
    }

    @Test
    void anErrorIsMinusErrno() {
        assertError(Constant.EBADF, libc.close(-1));
        assertError(Constant.EBADF, libc.dup(-1));
        assertError(Constant.EBADF, libc.read(-1, 0, 0));
        assertError(Constant.EBADF, libc.write(-1, 0, 0));
        assertError(Constant.EBADF, libc.listen(-1, 1));
        assertError(Constant.EBADF, libc.epollWait(-1, memory(16).address(), 1, 0));
        assertError(Constant.EINVAL, libc.getrlimit(-1, memory(16).address()));
    }

    @Test
    void aFailureNamesCallDescriptorAndErrno() {
        ErrnoException failure = libc.failure("epoll_ctl(ADD)", 17, -c(Constant.EEXIST));
        assertEquals("epoll_ctl(ADD) on fd 17: EEXIST (17) File exists", failure.getMessage());
        assertEquals("epoll_ctl(ADD)", failure.call());
        assertEquals(17, failure.fd());
        assertEquals(17, failure.errno());
        assertEquals("EEXIST", failure.errnoName());
        assertEquals(
                "epoll_create1: EMFILE (24) Too many open files",
                libc.failure("epoll_create1", -1, -c(Constant.EMFILE)).getMessage());
    }

    @Test
    void aFailureSaysWhatItWasAbout() {
        String text = "EADDRNOTAVAIL (99) Cannot assign requested address";
        long result = -c(Constant.EADDRNOTAVAIL);
        ErrnoException failure = libc.failure("connect", "127.0.0.1:40001", result);
        assertEquals("connect: " + text + ": 127.0.0.1:40001", failure.getMessage());
        assertEquals("127.0.0.1:40001", failure.subject());
        assertEquals(-1, failure.fd());
        ErrnoException both = libc.failure("connect", 17, "127.0.0.1:40001", result);
        assertEquals("connect on fd 17: " + text + ": 127.0.0.1:40001", both.getMessage());
        assertEquals(17, both.fd());
        assertNull(libc.failure("connect", 17, result).subject());
    }

    @Test
    void anErrnoTellsWhatAResultMeans() {
        assertSame(libc.errno(), libc.errno());
        assertTrue(libc.errno().isGone(libc.close(-1)));
        assertEquals("Bad file descriptor", libc.errno().text(libc.close(-1)));
    }

    @Test
    void everyErrnoOfTheTableHasItsName() {
        for (Constant constant : Constant.values()) {
            if (constant.name().startsWith("E") && !constant.name().matches("(EPOLL|EFD).*")) {
                assertEquals(constant.name(), libc.errnoName(c(constant)));
            }
        }
        assertEquals("errno 4711", libc.errnoName(4711));
        assertTrue(libc.strerror(4711).contains("4711"));
    }

    private int listener() {
        int listener = owned(libc.socket(c(Constant.AF_INET), c(Constant.SOCK_STREAM), 0));
        NativeMemory address = memory(16);
        address.bytes().putShort(0, (short) c(Constant.AF_INET)).put(4, new byte[] {127, 0, 0, 1});
        assertEquals(0, libc.bind(listener, address.address(), 16));
        assertEquals(0, libc.listen(listener, c(Constant.SOMAXCONN)));
        return listener;
    }

    private int[] pipe() {
        NativeMemory fds = memory(8);
        assertEquals(0, libc.pipe(fds.address()));
        return new int[] {owned(fds.intAt(0)), owned(fds.intAt(4))};
    }
}
