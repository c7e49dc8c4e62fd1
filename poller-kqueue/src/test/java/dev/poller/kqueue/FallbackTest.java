// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.FileChanges;
import dev.poller.Interest;
import dev.poller.Registration;
import dev.poller.Source;
import dev.poller.Trigger;
import dev.poller.libc.Constant;
import dev.poller.libc.ErrnoException;
import dev.poller.libc.KqueueAbi;
import dev.poller.libc.KqueueConstant;
import dev.poller.spi.PollerOptions;
import dev.poller.spi.Probe;
import dev.poller.tck.descriptor.Kernel;
import dev.poller.tck.fault.FaultyLibc;
import dev.poller.tck.fault.KqueueSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/** Kernels that lack something, and those that run out of descriptors half way. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the stand-in needs epoll under it")
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class FallbackTest {
    private final Kernel kernel = new Kernel();
    private final List<String> before = Kernel.pollDescriptors();

    @AfterEach
    void nothingIsLeftOpen() {
        kernel.close();
        assertEquals(before, Kernel.pollDescriptors());
    }

    @Test
    void withEverythingOneDescriptorIsEnough() throws IOException {
        try (KqueuePoller poller = works(over(KqueueSystem.MACOS))) {
            assertEquals(Map.of("EVFILT_USER", "yes", "EV_RECEIPT", "yes"), poller.systemCalls());
            assertEquals(1, own(poller).size());
            assertEquals(own(poller), withFlag(poller, Constant.F_GETFD, Constant.FD_CLOEXEC));
        }
    }

    @Test
    void withoutUserEventsAPipeDoes() throws IOException {
        FaultyLibc libc = over(KqueueSystem.OLD_OPENBSD);
        try (KqueuePoller poller = works(libc)) {
            assertEquals(Map.of("EVFILT_USER", "no", "pipe2", "yes", "EV_RECEIPT", "yes"), poller.systemCalls());
            assertEquals(0, libc.calls("pipe"));
            assertEquals(3, own(poller).size());
            assertEquals(own(poller), withFlag(poller, Constant.F_GETFD, Constant.FD_CLOEXEC));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Constant.class,
            names = {"ENOSYS", "EPERM"})
    void withoutPipe2ThePipeIsMadeNonBlockingAndNotInherited(Constant refusal) throws IOException {
        FaultyLibc libc = over(KqueueSystem.OLD_OPENBSD).fail("pipe2", refusal);
        try (KqueuePoller poller = works(libc)) {
            assertEquals("no (" + refusal + ")", poller.systemCalls().get("pipe2"));
            assertEquals(1, libc.calls("pipe"));
            assertEquals(own(poller), withFlag(poller, Constant.F_GETFD, Constant.FD_CLOEXEC));
            assertEquals(
                    2, withFlag(poller, Constant.F_GETFL, Constant.O_NONBLOCK).size());
        }
    }

    @Test
    void withoutReceiptsEachChangeIsACall() throws IOException {
        FaultyLibc libc = over(KqueueSystem.MACOS_WITHOUT_RECEIPTS);
        try (KqueuePoller poller = works(libc)) {
            assertEquals(Map.of("EVFILT_USER", "yes", "EV_RECEIPT", "no"), poller.systemCalls());
            List<String> counts = new ArrayList<>();
            libc.before("kevent", arguments -> counts.add(arguments[2] + " changes, " + arguments[4] + " answers"));
            poller.open(Source.of(kernel.socketPair()[0]), Interest.READ_WRITE, Trigger.EDGE, null);
            assertEquals(List.of("1 changes, 0 answers", "1 changes, 0 answers"), counts);
        }
    }

    /** NetBSD tells the event itself then; what is told without EV_ERROR says nothing of success. */
    @Test
    void anEventThatIsToldWithoutTheMarkOfAReceiptIsNone() throws IOException {
        FaultyLibc libc = over(KqueueSystem.NETBSD);
        KqueueAbi abi = KqueueSystem.NETBSD.abi();
        int flags = abi.layout().flagsOffset();
        int others = ~abi.value(KqueueConstant.EV_ERROR);
        Map<Long, ByteBuffer> memory = new HashMap<>();
        libc.after("address", arguments -> {
            ByteBuffer buffer = (ByteBuffer) arguments[0];
            memory.put(kernel.libc().address(buffer), buffer.duplicate().order(ByteOrder.nativeOrder()));
        });
        libc.after("kevent", arguments -> {
            if ((int) arguments[4] > 0) {
                ByteBuffer told = Objects.requireNonNull(memory.get((long) arguments[3]));
                told.putInt(flags, told.getInt(flags) & others);
            }
        });
        try (KqueuePoller poller = works(libc)) {
            assertEquals(Map.of("EVFILT_USER", "yes", "EV_RECEIPT", "no"), poller.systemCalls());
        }
    }

    @Test
    void withThemTheChangesGoTogether() throws IOException {
        FaultyLibc libc = over(KqueueSystem.NETBSD);
        try (KqueuePoller poller = works(libc)) {
            List<String> counts = new ArrayList<>();
            libc.before("kevent", arguments -> counts.add(arguments[2] + " changes, " + arguments[4] + " answers"));
            poller.open(Source.of(kernel.socketPair()[0]), Interest.READ_WRITE, Trigger.EDGE, null);
            assertEquals(List.of("2 changes, 2 answers"), counts);
        }
    }

    static Stream<Arguments> stepsOfInit() {
        return Stream.of(
                        Stream.of(
                                Arguments.of(KqueueSystem.MACOS, "kqueue", 1),
                                // The one to throw away, on which EVFILT_USER is tried.
                                Arguments.of(KqueueSystem.MACOS, "kqueue", 2),
                                Arguments.of(KqueueSystem.MACOS, "fcntl", 1),
                                Arguments.of(KqueueSystem.OLD_OPENBSD, "pipe2", 1)),
                        IntStream.rangeClosed(1, 7).mapToObj(k -> Arguments.of(KqueueSystem.OLD_NETBSD, "fcntl", k)),
                        Stream.of(Arguments.of(KqueueSystem.OLD_NETBSD, "pipe", 1)))
                .flatMap(steps -> steps);
    }

    @ParameterizedTest
    @MethodSource("stepsOfInit")
    void initThatRunsOutOfDescriptorsAnywhereLeavesNothingBehind(KqueueSystem system, String step, int k) {
        FaultyLibc libc = over(system);
        if (system == KqueueSystem.OLD_NETBSD) {
            libc.fail("pipe2", Constant.ENOSYS);
        }
        libc.failCall(k, step, Constant.EMFILE);
        ErrnoException failure =
                assertThrows(ErrnoException.class, () -> KqueuePoller.open(libc.libc(), PollerOptions.DEFAULTS));
        assertEquals("EMFILE", failure.errnoName());
        assertEquals(before, Kernel.pollDescriptors());
    }

    @Test
    void aKernelThatRefusesTheBreakItselfIsNamedAndLeavesNothingBehind() {
        FaultyLibc libc = over(KqueueSystem.MACOS).fail("kevent", Constant.ENOMEM);
        ErrnoException failure =
                assertThrows(ErrnoException.class, () -> KqueuePoller.open(libc.libc(), PollerOptions.DEFAULTS));
        assertTrue(failure.call().startsWith("kevent(ADD) of the break"), failure::toString);
        assertEquals(before, Kernel.pollDescriptors());
    }

    /** The second kevent is the poller's own, which watches the first one's queue. */
    @ParameterizedTest
    @CsvSource({"kqueue, 1, EMFILE", "fcntl, 1, EBADF", "open, 1, EACCES", "kevent, 1, ENOMEM", "kevent, 2, ENOMEM"})
    void anEventOfTheKernelThatCannotBeWatchedLeavesNothingBehind(String call, int k, Constant errno)
            throws IOException {
        FaultyLibc libc = over(KqueueSystem.FREEBSD);
        try (KqueuePoller poller = works(libc)) {
            List<Integer> own = own(poller);
            FileChanges event = new FileChanges(Path.of("."));
            libc.failCall(k, call, errno);
            IOException refused =
                    assertThrows(IOException.class, () -> poller.open(event, Interest.READ_ONLY, Trigger.EDGE, null));
            assertTrue(String.valueOf(refused.getMessage()).contains(errno.name()), refused::toString);
            assertEquals(own, own(poller));
            assertEquals(0, poller.registrations());
            Registration registration = poller.open(event, Interest.READ_ONLY, Trigger.EDGE, null);
            assertEquals(own.size() + 2, own(poller).size());
            assertEquals(own(poller), withFlag(poller, Constant.F_GETFD, Constant.FD_CLOEXEC));
            registration.close();
            assertEquals(own, own(poller));
        }
    }

    private FaultyLibc over(KqueueSystem system) {
        return FaultyLibc.over(system.over(kernel.libc()));
    }

    private static KqueuePoller works(FaultyLibc libc) throws IOException {
        KqueuePoller poller = KqueuePoller.open(libc.libc(), PollerOptions.DEFAULTS);
        for (int i = 0; i < 3; i++) {
            Probe.exercise(poller);
        }
        return poller;
    }

    private static List<Integer> own(KqueuePoller poller) {
        return IntStream.range(0, 1024).filter(poller::isPollDescriptor).boxed().toList();
    }

    private List<Integer> withFlag(KqueuePoller poller, Constant getter, Constant flag) {
        return own(poller).stream()
                .filter(fd -> (kernel.libc().fcntl(fd, kernel.value(getter), 0) & kernel.value(flag)) != 0)
                .toList();
    }
}
