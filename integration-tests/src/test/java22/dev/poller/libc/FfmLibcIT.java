// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What is the linker's own: symbols that are missing, calls by number, memory for errno. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "there is a table of C constants for Linux only")
@Timeout(60)
final class FfmLibcIT {
    private static final String ARCH = System.getProperty("os.arch", "");

    @Test
    void aFunctionThatNobodyHasIsMissing() {
        assertTrue(Downcalls.has("close"));
        assertFalse(Downcalls.has("poller_has_no_such_function"));
    }

    @Test
    void aMissingFunctionIsENOSYSAndCostsNoOther() throws Exception {
        Set<String> missing = Set.of(
                "pipe2",
                "accept4",
                "epoll_wait",
                "epoll_create1",
                "epoll_pwait2",
                "syscall",
                "eventfd",
                "inotify_init1",
                "pidfd_open",
                "timerfd_create");
        Libc libc = without(missing);
        int none = -libc.abi().value(Constant.ENOSYS);
        assertEquals(none, libc.pipe2(0, 0));
        assertEquals(none, libc.accept4(0, 0, 0, 0));
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
    void epollPwait2GoesByNumberWhereTheLibraryHasNoWrapper() throws Exception {
        try (Scene scene = new Scene(without(Set.of("epoll_pwait2")))) {
            Libc libc = scene.libc;
            scene.memory().putLong(Scene.SECOND, 0).putLong(Scene.SECOND + Long.BYTES, 1_500_000);
            // The same call with a bad descriptor tells a call that arrives from one that is not there.
            int arrived = libc.epollPwait2(-1, scene.first(), 1, scene.second());
            assumeTrue(
                    arrived == -scene.c(Constant.EBADF),
                    () -> "this kernel or processor has no epoll_pwait2 by number: " + arrived);
            long start = System.nanoTime();
            assertEquals(0, libc.epollPwait2(scene.epoll(), scene.first(), 1, scene.second()));
            assertTrue(System.nanoTime() - start >= 1_500_000);
        }
    }

    @Test
    void pidfdOpenGoesByNumberWhereTheLibraryHasNoWrapper() throws Exception {
        Libc libc = without(Set.of("pidfd_open"));
        // No process has this number, and a call that arrives says so.
        int arrived = libc.pidfdOpen(-1, 0);
        assumeTrue(
                arrived == -libc.abi().value(Constant.EINVAL),
                () -> "this kernel or processor has no pidfd_open by number: " + arrived);
        int fd = libc.pidfdOpen((int) ProcessHandle.current().pid(), 0);
        assertEquals(0, fd < 0 ? fd : libc.close(fd));
    }

    @Test
    void aSystemsOwnKqueueIsENOSYSIfTheLibraryDoesNotHaveIt() throws Exception {
        for (String os : List.of("FREEBSD", "NETBSD")) {
            Abi abi = Abi.of("LINUX", "6.1", ARCH).withKqueue(KqueueAbi.of(os, "14.1", "amd64"));
            Libc libc = new FfmLibc(abi, Downcalls::has);
            assertEquals(-abi.value(Constant.ENOSYS), libc.kqueue());
            assertEquals(-abi.value(Constant.ENOSYS), libc.kevent(0, 0, 0, 0, 0, 0));
        }
    }

    @Test
    void withoutStrerrorThereIsStillTheName() throws Exception {
        Libc libc = without(Set.of("__xpg_strerror_r"));
        assertEquals(
                "read on fd 3: EBADF (9) ",
                libc.failure("read", 3, libc.read(-1, 0, 0)).getMessage());
    }

    @Test
    void callsGoOnWhenAllStatesAreTaken() throws Exception {
        Libc libc = without(Set.of());
        Deque<ErrnoState> taken = new ArrayDeque<>();
        try {
            for (int i = 0; i < 2 * ErrnoState.COUNT; i++) {
                taken.push(ErrnoState.take());
            }
            assertEquals(taken.size(), Set.copyOf(taken).size());
            assertEquals(-libc.abi().value(Constant.EBADF), libc.close(-1));
        } finally {
            taken.forEach(ErrnoState::close);
        }
    }

    /** Each has an error of its own; there are more threads than states, and than processors. */
    @Test
    void everyThreadGetsItsOwnErrno() throws Exception {
        Libc libc = without(Set.of());
        try (ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();
                ExecutorService platform = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> wrong = new ArrayList<>();
            for (int i = 0; i < 4 * ErrnoState.COUNT; i++) {
                wrong.add((i % 2 == 0 ? virtual : platform).submit(wrongErrors(libc, i)));
            }
            for (Future<Integer> count : wrong) {
                assertEquals(0, count.get());
            }
        }
    }

    private static Callable<Integer> wrongErrors(Libc libc, int thread) {
        boolean bad = thread / 2 % 2 == 0;
        int expected = -libc.abi().value(bad ? Constant.EBADF : Constant.EINVAL);
        return () -> {
            int wrong = 0;
            for (int i = 0; i < 1000; i++) {
                int result = bad ? libc.close(-1) : libc.epollCreate(0);
                wrong += result == expected ? 0 : 1;
            }
            return wrong;
        };
    }

    private static Libc without(Set<String> missing) throws BindingUnavailableException {
        return new FfmLibc(Abi.of("LINUX", "6.1", ARCH), name -> !missing.contains(name) && Downcalls.has(name));
    }
}
