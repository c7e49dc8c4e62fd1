// SPDX-License-Identifier: Apache-2.0
package dev.poller.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.jna.JnaFunctions.Accept4;
import dev.poller.jna.JnaFunctions.Batches;
import dev.poller.jna.JnaFunctions.Epoll;
import dev.poller.jna.JnaFunctions.EpollCreate1;
import dev.poller.jna.JnaFunctions.EpollPwait2;
import dev.poller.jna.JnaFunctions.Eventfd;
import dev.poller.jna.JnaFunctions.Inotify;
import dev.poller.jna.JnaFunctions.Pidfd;
import dev.poller.jna.JnaFunctions.Pipe2;
import dev.poller.jna.JnaFunctions.Posix;
import dev.poller.jna.JnaFunctions.Splice;
import dev.poller.jna.JnaFunctions.Timerfd;
import dev.poller.jna.JnaFunctions.XpgStrerror;
import dev.poller.libc.Abi;
import dev.poller.libc.BindingUnavailableException;
import dev.poller.libc.Constant;
import dev.poller.libc.KqueueAbi;
import dev.poller.libc.Libc;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What is JNA's own: addresses, symbols that are missing, calls by number. The calls themselves: LibcTest. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "there is a table of C constants for Linux only")
@Timeout(30)
class JnaLibcTest {
    private static final String ARCH = System.getProperty("os.arch", "");

    private final List<NativeMemory> reachable = new ArrayList<>();

    @Test
    void anAddressIsThatOfTheFirstByte() throws IOException {
        Libc libc = new JnaLibc(Abi.of("LINUX", "6.1", ARCH), JnaFunctions::register);
        ByteBuffer buffer = ByteBuffer.allocateDirect(16);
        long address = libc.address(buffer);
        assertNotEquals(0, address);
        assertEquals(address, libc.address(buffer.position(5)));
        assertEquals(address + 5, libc.address(buffer.slice()));
    }

    @Test
    void aMissingFunctionIsENOSYSAndCostsNoOther() throws IOException {
        Set<Class<?>> missing = Set.of(
                Pipe2.class,
                Accept4.class,
                Batches.class,
                Splice.class,
                Epoll.class,
                EpollCreate1.class,
                EpollPwait2.class,
                Eventfd.class,
                Inotify.class,
                Pidfd.class,
                Timerfd.class);
        Libc libc = new JnaLibc(
                Abi.of("LINUX", "6.1", "ppc64le"), group -> !missing.contains(group) && JnaFunctions.register(group));
        int none = -libc.abi().value(Constant.ENOSYS);
        assertEquals(none, libc.pipe2(0, 0));
        assertEquals(none, libc.accept4(0, 0, 0, 0));
        assertEquals(none, libc.recvmmsg(0, 0, 0, 0));
        assertEquals(none, libc.sendmmsg(0, 0, 0, 0));
        assertEquals(none, libc.splice(0, 0, 0, 0));
        assertEquals(none, libc.sendfile(0, 0, 0, 0));
        assertEquals(none, libc.epollCreate(1));
        assertEquals(none, libc.epollCreate1(0));
        assertEquals(none, libc.epollCtl(0, 0, 0, 0));
        assertEquals(none, libc.epollWait(0, 0, 0, 0));
        assertEquals(none, libc.epollPwait2(0, 0, 0, 0));
        assertEquals(none, libc.eventfd(0, 0));
        assertEquals(none, libc.inotifyInit1(0));
        assertEquals(none, libc.inotifyAddWatch(0, 0, 0));
        assertEquals(none, libc.pidfdOpen(1, 0));
        assertEquals(none, libc.timerfdCreate(0, 0));
        assertEquals(none, libc.timerfdSettime(0, 0, 0, 0));
        assertEquals(-libc.abi().value(Constant.EBADF), libc.close(-1));
    }

    @Test
    void aGroupWithASymbolThatNobodyHasIsMissing() {
        assertEquals(false, JnaFunctions.register(Unheard.class));
    }

    @Test
    void epollPwait2GoesByNumberWhereTheLibraryHasNoWrapper() throws IOException {
        Libc libc = new JnaLibc(
                Abi.of("LINUX", "6.1", ARCH), group -> group != EpollPwait2.class && JnaFunctions.register(group));
        int epfd = libc.epollCreate1(libc.abi().value(Constant.EPOLL_CLOEXEC));
        try {
            NativeMemory event = memory(libc);
            NativeMemory timespec = memory(libc);
            // The same call with a bad descriptor tells a call that arrives from one that is not there.
            int arrived = libc.epollPwait2(-1, event.address(), 1, timespec.address());
            assumeTrue(
                    arrived == -libc.abi().value(Constant.EBADF),
                    () -> "this kernel or processor has no epoll_pwait2 by number: " + arrived);
            timespec.bytes().putLong(8, 1_500_000);
            long start = System.nanoTime();
            assertEquals(0, libc.epollPwait2(epfd, event.address(), 1, timespec.address()));
            assertTrue(System.nanoTime() - start >= 1_500_000);
        } finally {
            libc.close(epfd);
        }
    }

    @Test
    void pidfdOpenGoesByNumberWhereTheLibraryHasNoWrapper() throws IOException {
        Libc libc = new JnaLibc(
                Abi.of("LINUX", "6.1", ARCH), group -> group != Pidfd.class && JnaFunctions.register(group));
        // No process has this number, and a call that arrives says so.
        int arrived = libc.pidfdOpen(-1, 0);
        assumeTrue(
                arrived == -libc.abi().value(Constant.EINVAL),
                () -> "this kernel or processor has no pidfd_open by number: " + arrived);
        int fd = libc.pidfdOpen((int) ProcessHandle.current().pid(), 0);
        assertEquals(0, fd < 0 ? fd : libc.close(fd));
    }

    @Test
    void aSystemsOwnKqueueIsENOSYSIfTheLibraryDoesNotHaveIt() throws IOException {
        for (String os : List.of("FREEBSD", "NETBSD")) {
            Abi abi = Abi.of("LINUX", "6.1", ARCH).withKqueue(KqueueAbi.of(os, "14.1", "amd64"));
            Libc libc = new JnaLibc(abi, JnaFunctions::register);
            assertEquals(-abi.value(Constant.ENOSYS), libc.kqueue());
            assertEquals(-abi.value(Constant.ENOSYS), libc.kevent(0, 0, 0, 0, 0, 0));
        }
    }

    @Test
    void withoutStrerrorThereIsStillTheName() throws IOException {
        Libc libc = new JnaLibc(
                Abi.of("LINUX", "6.1", ARCH), group -> group != XpgStrerror.class && JnaFunctions.register(group));
        assertEquals(
                "read on fd 3: EBADF (9) ",
                libc.failure("read", 3, libc.read(-1, 0, 0)).getMessage());
    }

    @Test
    void aProcessWithoutPosixIsRefused() throws IOException {
        Abi abi = Abi.of("LINUX", "6.1", ARCH);
        assertThrows(BindingUnavailableException.class, () -> new JnaLibc(abi, group -> group != Posix.class));
    }

    private NativeMemory memory(Libc libc) {
        NativeMemory memory = new NativeMemory(libc, 16);
        reachable.add(memory);
        return memory;
    }

    private static final class Unheard {
        private Unheard() {}

        @SuppressWarnings("unused") // registered by name
        static native int poller_has_no_such_function();
    }
}
