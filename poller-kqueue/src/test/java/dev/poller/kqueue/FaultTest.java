// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.AlreadyRegisteredException;
import dev.poller.BadDescriptorException;
import dev.poller.Interest;
import dev.poller.Registration;
import dev.poller.RegistrationLimitException;
import dev.poller.Source;
import dev.poller.Trigger;
import dev.poller.libc.Constant;
import dev.poller.libc.ErrnoException;
import dev.poller.libc.KqueueAbi;
import dev.poller.libc.KqueueConstant;
import dev.poller.tck.descriptor.DescriptorFixture;
import dev.poller.tck.descriptor.DescriptorSubject;
import dev.poller.tck.descriptor.Kernel;
import dev.poller.tck.fault.KqueueStandIn.Refusal;
import dev.poller.tck.fault.KqueueSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel may answer to a poller that runs; here it gives receipts. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the stand-in needs epoll under it")
class FaultTest extends DescriptorFixture {
    private static final long SECOND = 1_000_000_000L;
    private static final int TIMESPEC = 5;

    private volatile Refusal refusal = Refusal.NONE;

    KqueueSystem system() {
        return KqueueSystem.MACOS;
    }

    @Override
    protected DescriptorSubject subject() {
        return new KqueueSubject(system(), (ident, filter, flags) -> refusal.errno(ident, filter, flags));
    }

    @ParameterizedTest
    @CsvSource({
        "EBADF, dev.poller.BadDescriptorException",
        "ENOENT, dev.poller.BadDescriptorException",
        "EINVAL, dev.poller.NotPollableException",
        "EPERM, dev.poller.NotPollableException",
        "ENOMEM, dev.poller.RegistrationLimitException",
        "EACCES, dev.poller.libc.ErrnoException"
    })
    void aRefusedRegistrationSaysWhyAndLeavesNothingBehind(Constant errno, Class<? extends IOException> type)
            throws IOException {
        int[] pair = kernel.socketPair();
        // The filter before it has been taken.
        refuse(KqueueConstant.EVFILT_WRITE, KqueueConstant.EV_ADD, errno);
        IOException refused =
                assertThrows(type, () -> poller.open(Source.of(pair[0]), Interest.READ_WRITE, Trigger.LEVEL, null));
        String start = "kevent(ADD) on fd " + pair[0] + ": " + errno + " (" + kernel.value(errno) + ") ";
        assertTrue(String.valueOf(refused.getMessage()).startsWith(start), refused::toString);
        assertInstanceOf(ErrnoException.class, refused.getCause() == null ? refused : refused.getCause());
        assertEquals(0, refused.getSuppressed().length);
        assertEquals(0, poller.registrations());
        assertEquals(Set.of(), Kernel.watched(poller));
        refusal = Refusal.NONE;
        poller.open(Source.of(pair[0]), Interest.READ_WRITE, Trigger.LEVEL, null);
        assertEquals(1, poll(0));
    }

    @Test
    void theKernelsOwnRefusalsAreTheSame() throws IOException {
        int[] pipe = kernel.pipe();
        level(pipe[0]);
        assertThrows(AlreadyRegisteredException.class, () -> level(pipe[0]));
        assertThrows(BadDescriptorException.class, () -> level(-1));
        assertThrows(BadDescriptorException.class, () -> level(1_000_000));
        assertEquals(1, poller.registrations());
    }

    @Test
    void aWriteFilterRefusedForWantOfAReaderIsLeftToTheReadFilter() throws IOException {
        int[] pair = kernel.socketPair();
        refuse(KqueueConstant.EVFILT_WRITE, KqueueConstant.EV_ADD, Constant.EPIPE);
        Registration registration = poller.open(Source.of(pair[0]), Interest.READ_WRITE, Trigger.EDGE, null);
        kernel.close(pair[1]);
        assertEquals(1, poller.poll(0, (ready, readiness) -> {
            assertEquals(registration, ready);
            assertTrue(readiness.readable() && readiness.writable(), readiness::toString);
        }));
    }

    @ParameterizedTest
    @EnumSource(names = {"ENOENT", "EBADF"})
    void closingARegistrationTheKernelForgotIsQuiet(Constant errno) throws IOException {
        Registration registration = level(kernel.pipe()[0]);
        refuse(KqueueConstant.EVFILT_READ, KqueueConstant.EV_DELETE, errno);
        registration.close();
        assertEquals(0, poller.registrations());
    }

    @Test
    void closingARegistrationReportsWhatIsUnexpectedAndClosesAllTheSame() throws IOException {
        Registration registration = level(kernel.pipe()[0]);
        refuse(KqueueConstant.EVFILT_READ, KqueueConstant.EV_DELETE, Constant.ENOMEM);
        ErrnoException failure = assertThrows(ErrnoException.class, registration::close);
        assertEquals("kevent(DELETE) ENOMEM", failure.call() + " " + failure.errnoName());
        registration.close();
        assertEquals(0, poller.registrations());
    }

    @ParameterizedTest
    @EnumSource(names = {"LEVEL", "ONESHOT"})
    void anArmThatFailsLeavesTheRegistrationAsItWas(Trigger trigger) throws IOException {
        int[] pair = kernel.socketPair();
        Registration registration = poller.open(Source.of(pair[0]), Interest.READ_ONLY, trigger, null);
        refuse(KqueueConstant.EVFILT_WRITE, KqueueConstant.EV_ADD, Constant.ENOMEM);
        assertThrows(RegistrationLimitException.class, () -> registration.arm(Interest.READ_WRITE));
        assertNothingFor(2_000_000);
        kernel.write(pair[1]);
        assertEquals(1, poll(0));
        assertEquals(trigger == Trigger.LEVEL ? 1 : 0, poll(0));
        assertEquals(0, poller.staleEvents());
    }

    @Test
    void aDisarmThatFailsLeavesTheRegistrationAsItWas() throws IOException {
        int[] pipe = kernel.pipe();
        Registration registration = level(pipe[0]);
        refuse(KqueueConstant.EVFILT_READ, KqueueConstant.EV_DELETE, Constant.ENOMEM);
        assertThrows(RegistrationLimitException.class, () -> registration.arm(Interest.NONE));
        kernel.write(pipe[1]);
        assertEquals(1, poll(0));
    }

    @Test
    void aSpentOneShotWhoseArmFailsStaysSilent() throws IOException {
        int[] pair = kernel.socketPair();
        Registration registration = poller.open(Source.of(pair[0]), Interest.READ_ONLY, Trigger.ONESHOT, null);
        kernel.write(pair[1]);
        assertEquals(1, poll(0));
        refuse(KqueueConstant.EVFILT_WRITE, KqueueConstant.EV_ADD, Constant.ENOMEM);
        assertThrows(RegistrationLimitException.class, () -> registration.arm(Interest.READ_WRITE));
        assertNothingFor(2_000_000);
        refusal = Refusal.NONE;
        registration.arm(Interest.READ_ONLY);
        assertEquals(1, poll(0));
    }

    @Test
    void anInterruptedChangeHasBeenApplied() throws IOException {
        int[] pipe = kernel.pipe();
        kernel.write(pipe[1]);
        interruptTheNextChange();
        Registration registration = level(pipe[0]);
        libc.heal();
        assertEquals(1, poll(0));
        interruptTheNextChange();
        registration.close();
        assertEquals(Set.of(), Kernel.watched(poller));
    }

    /** kevent(2): at EINTR all changes have been applied. */
    private void interruptTheNextChange() {
        libc.before("kevent", arguments -> {
            assertTrue((int) arguments[2] > 0);
            assertTrue(executing.kevent(
                            (int) arguments[0],
                            (long) arguments[1],
                            (int) arguments[2],
                            (long) arguments[3],
                            (int) arguments[4],
                            (long) arguments[TIMESPEC])
                    >= 0);
        });
        libc.failNext(1, "kevent", Constant.EINTR);
    }

    @Test
    void anInterruptedWaitGoesOnWithTheTimeThatIsLeft() throws IOException {
        List<Long> timeouts = new ArrayList<>();
        libc.before("kevent", arguments -> {
            timeouts.add(nanos(arguments));
            letTimePass(1_000_000);
        });
        libc.failNext(3, "kevent", Constant.EINTR);
        assertNothingFor(200_000_000);
        assertTrue(timeouts.size() >= 4, timeouts::toString);
        for (int i = 1; i < timeouts.size(); i++) {
            assertTrue(timeouts.get(i) <= timeouts.get(i - 1) - 1_000_000, timeouts::toString);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EINTR", "ETIMEDOUT"})
    void whatIsNoEventDoesNotEndAWaitForEver(Constant errno) throws IOException {
        int[] pipe = kernel.pipe();
        level(pipe[0]);
        kernel.write(pipe[1]);
        libc.failNext(100, "kevent", errno);
        assertEquals(1, poll(-1));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, 30L * 24 * 3600 * SECOND})
    void aLongTimeoutIsCutNotWrapped(long nanos) throws IOException {
        List<Long> passed = new ArrayList<>();
        poller.breakPoll();
        libc.before("kevent", arguments -> passed.add(nanos(arguments)));
        assertEquals(0, poll(nanos));
        assertEquals(List.of(1_000_000 * SECOND), passed);
    }

    @Test
    void aWaitForEverHasNoTime() throws IOException {
        List<Object> passed = new ArrayList<>();
        poller.breakPoll();
        libc.before("kevent", arguments -> passed.add(arguments[TIMESPEC]));
        assertEquals(0, poll(-1));
        assertEquals(List.of(0L), passed);
    }

    @Test
    void aFailedWaitIsThrownAndThePollerStaysUsable() throws IOException {
        int[] pipe = kernel.pipe();
        level(pipe[0]);
        kernel.write(pipe[1]);
        libc.failNext(1, "kevent", Constant.EBADF);
        ErrnoException failure = assertThrows(ErrnoException.class, () -> poll(0));
        assertEquals("kevent EBADF", failure.call() + " " + failure.errnoName());
        assertEquals(List.of(), reported);
        assertEquals(1, poll(0));
    }

    private long nanos(Object[] arguments) {
        ByteBuffer timespec = kernel.peek((long) arguments[TIMESPEC]);
        return timespec.getLong(0) * SECOND + timespec.getLong(8);
    }

    /** From now on the kernel answers so to one kind of change of one filter. */
    private void refuse(KqueueConstant filter, KqueueConstant flag, Constant errno) {
        KqueueAbi abi = system().abi();
        int answer = kernel.value(errno);
        refusal = (ident, asked, flags) -> asked == abi.value(filter) && (flags & abi.value(flag)) != 0 ? answer : 0;
    }
}
