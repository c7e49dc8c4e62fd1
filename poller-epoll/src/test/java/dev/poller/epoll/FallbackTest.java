// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.Capability;
import dev.poller.Interest;
import dev.poller.ProcessEnd;
import dev.poller.Trigger;
import dev.poller.libc.Constant;
import dev.poller.libc.ErrnoException;
import dev.poller.spi.PollerOptions;
import dev.poller.spi.Probe;
import dev.poller.tck.descriptor.Kernel;
import dev.poller.tck.fault.FaultyLibc;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Systems that lack a call, or forbid it, and systems that run out of descriptors half way. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "epoll is Linux's")
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class FallbackTest {
    private final Kernel kernel = new Kernel();
    private final FaultyLibc libc = FaultyLibc.over(kernel.libc());
    private final List<String> before = Kernel.pollDescriptors();

    @AfterEach
    void nothingIsLeftOpen() {
        assertEquals(before, Kernel.pollDescriptors());
        kernel.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Constant.class,
            names = {"ENOSYS", "EPERM"})
    void withoutEpollCreate1TheOldCallAndFcntlDo(Constant refusal) throws IOException {
        libc.fail("epollCreate1", refusal);
        try (EpollPoller poller = works()) {
            assertEquals("no (" + refusal + ")", poller.systemCalls().get("epoll_create1"));
            assertEquals(1, libc.calls("epollCreate"));
            assertEveryDescriptorIs(poller, Constant.F_GETFD, Constant.FD_CLOEXEC);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Constant.class,
            names = {"ENOSYS", "EPERM"})
    void withoutEventfdAPipeDoes(Constant refusal) throws IOException {
        libc.fail("eventfd", refusal);
        try (EpollPoller poller = works()) {
            assertEquals(
                    List.of("yes", "no (" + refusal + ")", "yes"),
                    Stream.of("epoll_create1", "eventfd", "pipe2")
                            .map(poller.systemCalls()::get)
                            .toList());
            assertEquals(0, libc.calls("pipe"));
            assertEveryDescriptorIs(poller, Constant.F_GETFD, Constant.FD_CLOEXEC);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Constant.class,
            names = {"ENOSYS", "EPERM"})
    void withoutPipe2ThePipeIsMadeNonBlockingAndNotInherited(Constant refusal) throws IOException {
        libc.fail("eventfd", refusal).fail("pipe2", refusal);
        try (EpollPoller poller = works()) {
            assertEquals("no (" + refusal + ")", poller.systemCalls().get("pipe2"));
            assertEquals(1, libc.calls("pipe"));
            assertEveryDescriptorIs(poller, Constant.F_GETFD, Constant.FD_CLOEXEC);
            assertEquals(
                    2, withFlag(poller, Constant.F_GETFL, Constant.O_NONBLOCK).size());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Constant.class,
            names = {"ENOSYS", "EPERM"})
    void withoutEpollPwait2MillisecondsDoAndTheCapabilityIsMissing(Constant refusal) throws IOException {
        libc.fail("epollPwait2", refusal);
        try (EpollPoller poller = works()) {
            assertEquals("no (" + refusal + ")", poller.systemCalls().get("epoll_pwait2"));
            assertFalse(poller.capabilities().contains(Capability.NANOSECOND_TIMEOUT));
            assertEquals(1, libc.calls("epollPwait2"));
            long start = System.nanoTime();
            assertEquals(0, poller.poll(1_100_000, (registration, readiness) -> {}));
            assertTrue(System.nanoTime() - start >= 1_100_000);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Constant.class,
            names = {"ENOSYS", "EPERM"})
    void withoutPidfdOpenProcessesAreRefusedWithWhoCan(Constant refusal) throws IOException {
        libc.fail("pidfdOpen", refusal);
        try (EpollPoller poller = works()) {
            assertEquals("no", poller.systemCalls().get("pidfd_open"));
            assertFalse(poller.capabilities().contains(Capability.PROCESSES));
            UnsupportedOperationException refused = assertThrows(
                    UnsupportedOperationException.class,
                    () -> poller.open(new ProcessEnd(1), Interest.READ_ONLY, Trigger.EDGE, null));
            assertEquals(
                    "provider epoll lacks PROCESSES and cannot watch process 1; these can: epoll on Linux from 5.3 on,"
                            + " with glibc 2.36; kqueue",
                    refused.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({"pidfdOpen, EMFILE", "epollCtl, ENOSPC"})
    void aProcessThatCannotBeWatchedLeavesNothingBehind(String call, Constant errno) throws IOException {
        try (EpollPoller poller = works()) {
            List<String> open = Kernel.pollDescriptors();
            ProcessEnd end = new ProcessEnd(ProcessHandle.current().pid());
            libc.failCall(1, call, errno);
            IOException refused =
                    assertThrows(IOException.class, () -> poller.open(end, Interest.READ_ONLY, Trigger.EDGE, null));
            assertTrue(String.valueOf(refused.getMessage()).contains(errno.name()), refused::toString);
            assertEquals(open, Kernel.pollDescriptors());
            assertEquals(0, poller.registrations());
            poller.open(end, Interest.READ_ONLY, Trigger.EDGE, null).close();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Constant.class,
            names = {"ENOSYS", "EPERM"})
    void theOldestSystemOfAllWorksTooAndTheStrictestSandbox(Constant refusal) throws IOException {
        for (String call : List.of("epollCreate1", "epollPwait2", "eventfd", "pipe2")) {
            libc.fail(call, refusal);
        }
        works().close();
    }

    static Stream<Arguments> stepsOfInit() {
        List<String> modern = List.of("epollCreate1", "eventfd", "epollCtl");
        List<String> old = List.of("epollCreate", "pipe", "epollCtl");
        return Stream.of(
                        modern.stream().map(step -> Arguments.of(step, 1, Set.of())),
                        old.stream().map(step -> Arguments.of(step, 1, Set.of("epollCreate1", "eventfd", "pipe2"))),
                        Stream.of(Arguments.of("pipe2", 1, Set.of("eventfd"))),
                        IntStream.rangeClosed(1, 7)
                                .mapToObj(k -> Arguments.of("fcntl", k, Set.of("epollCreate1", "eventfd", "pipe2"))))
                .flatMap(steps -> steps);
    }

    @ParameterizedTest
    @MethodSource("stepsOfInit")
    void initThatRunsOutOfDescriptorsAnywhereLeavesNothingBehind(String step, int k, Set<String> missing) {
        missing.forEach(call -> libc.fail(call, Constant.ENOSYS));
        libc.failCall(k, step, Constant.EMFILE);
        ErrnoException failure =
                assertThrows(ErrnoException.class, () -> EpollPoller.open(libc.libc(), PollerOptions.DEFAULTS));
        assertEquals("EMFILE", failure.errnoName());
        assertEquals(before, Kernel.pollDescriptors());
    }

    @Test
    void aCloseThatFailsIsReportedAndTheOthersAreClosedAllTheSame() throws IOException {
        EpollPoller poller = EpollPoller.open(libc.libc(), PollerOptions.DEFAULTS);
        List<Integer> own = IntStream.range(0, 1024)
                .filter(poller::isPollDescriptor)
                .boxed()
                .toList();
        libc.failCall(1, "close", Constant.EBADF).failCall(2, "close", Constant.EINTR);
        ErrnoException failure = assertThrows(ErrnoException.class, poller::close);
        assertEquals("EBADF", failure.errnoName());
        assertEquals(own.size(), libc.calls("close"));
        // The decorator executed neither.
        own.forEach(kernel.libc()::close);
    }

    private EpollPoller works() throws IOException {
        EpollPoller poller = EpollPoller.open(libc.libc(), PollerOptions.DEFAULTS);
        for (int i = 0; i < 3; i++) {
            Probe.exercise(poller);
        }
        return poller;
    }

    private void assertEveryDescriptorIs(EpollPoller poller, Constant getter, Constant flag) {
        assertEquals(
                new HashSet<>(IntStream.range(0, 1024)
                        .filter(poller::isPollDescriptor)
                        .boxed()
                        .toList()),
                withFlag(poller, getter, flag));
    }

    private Set<Integer> withFlag(EpollPoller poller, Constant getter, Constant flag) {
        Set<Integer> found = new HashSet<>();
        for (int fd = 0; fd < 1024; fd++) {
            int flags = poller.isPollDescriptor(fd) ? kernel.libc().fcntl(fd, kernel.value(getter), 0) : 0;
            if ((flags & kernel.value(flag)) != 0) {
                found.add(fd);
            }
        }
        return found;
    }
}
