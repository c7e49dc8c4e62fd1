// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.AlreadyRegisteredException;
import dev.poller.BadDescriptorException;
import dev.poller.Capability;
import dev.poller.Interest;
import dev.poller.NotPollableException;
import dev.poller.Registration;
import dev.poller.RegistrationLimitException;
import dev.poller.Source;
import dev.poller.Trigger;
import dev.poller.libc.Constant;
import dev.poller.libc.ErrnoException;
import dev.poller.spi.PollerOptions;
import dev.poller.tck.descriptor.DescriptorFixture;
import dev.poller.tck.descriptor.DescriptorSubject;
import dev.poller.tck.descriptor.Kernel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel may answer to a poller that runs. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "epoll is Linux's")
class FaultTest extends DescriptorFixture {
    private static final long SECOND = 1_000_000_000L;

    private int reports;

    @Override
    protected DescriptorSubject subject() {
        return EpollSubject.EVENTFD;
    }

    @ParameterizedTest
    @CsvSource({
        "EEXIST, dev.poller.AlreadyRegisteredException",
        "EPERM, dev.poller.NotPollableException",
        "EBADF, dev.poller.BadDescriptorException",
        "ENOSPC, dev.poller.RegistrationLimitException",
        "ENOMEM, dev.poller.libc.ErrnoException"
    })
    void aRefusedRegistrationSaysWhyAndLeavesNothingBehind(Constant errno, Class<? extends IOException> type)
            throws IOException {
        int[] pipe = kernel.pipe();
        libc.failCall(1, "epollCtl", errno);
        IOException refused = assertThrows(type, () -> level(pipe[0]));
        String start = "epoll_ctl(ADD) on fd " + pipe[0] + ": " + errno + " (" + kernel.value(errno) + ") ";
        assertTrue(String.valueOf(refused.getMessage()).startsWith(start), refused::toString);
        assertInstanceOf(ErrnoException.class, refused.getCause() == null ? refused : refused.getCause());
        assertEquals(0, poller.registrations());
        assertEquals(Set.of(), Kernel.watched(poller));
        level(pipe[0]);
        assertEquals(1, poller.registrations());
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
    void aLimitNamesTheSettingThatRaisesIt() {
        int[] pipe = kernel.pipe();
        libc.failCall(1, "epollCtl", Constant.ENOSPC);
        assertTrue(assertThrows(RegistrationLimitException.class, () -> level(pipe[0]))
                .toString()
                .endsWith("see /proc/sys/fs/epoll/max_user_watches"));
    }

    @Test
    void aRegularFileIsNotPollable(@TempDir Path directory) throws IOException {
        Path file = Files.createFile(directory.resolve("file"));
        try (FileChannel opened = FileChannel.open(file)) {
            assertTrue(opened.isOpen());
            assertThrows(NotPollableException.class, () -> level(descriptorOf(file)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ENOENT", "EBADF", "EPERM"})
    void closingARegistrationTheKernelForgotIsQuiet(Constant errno) throws IOException {
        Registration registration = level(kernel.pipe()[0]);
        libc.failCall(1, "epollCtl", errno);
        registration.close();
        assertEquals(0, poller.registrations());
    }

    @Test
    void closingARegistrationReportsWhatIsUnexpectedAndClosesAllTheSame() throws IOException {
        Registration registration = level(kernel.pipe()[0]);
        libc.failCall(1, "epollCtl", Constant.ENOMEM);
        assertEquals(
                "ENOMEM",
                assertThrows(ErrnoException.class, registration::close).errnoName());
        registration.close();
        assertEquals(0, poller.registrations());
    }

    @Test
    void anArmThatFailsLeavesTheRegistrationAsItWas() throws IOException {
        int[] pipe = kernel.pipe();
        Registration registration = level(pipe[0]);
        libc.failCall(1, "epollCtl", Constant.ENOMEM);
        assertThrows(ErrnoException.class, () -> registration.arm(Interest.NONE));
        kernel.write(pipe[1]);
        assertEquals(1, poll(0));
    }

    @Test
    void anInterruptedChangeIsMadeAllTheSame() throws IOException {
        int[] pipe = kernel.pipe();
        libc.failCall(1, "epollCtl", Constant.EINTR);
        Registration registration = level(pipe[0]);
        kernel.write(pipe[1]);
        assertEquals(1, poll(0));
        libc.failCall(1, "epollCtl", Constant.EINTR);
        registration.arm(Interest.NONE);
        assertEquals(0, poll(0));
        libc.failCall(1, "epollCtl", Constant.EINTR);
        registration.close();
        assertEquals(Set.of(), Kernel.watched(poller));
    }

    @Test
    void anInterruptedWaitGoesOnWithTheTimeThatIsLeft() throws IOException {
        assumeTrue(
                poller.capabilities().contains(Capability.NANOSECOND_TIMEOUT),
                "this kernel has no epoll_pwait2; the same over milliseconds is tested beside");
        List<Long> timeouts = new ArrayList<>();
        libc.before("epollPwait2", arguments -> {
            ByteBuffer timespec = kernel.peek((Long) arguments[3]);
            timeouts.add(timespec.getLong(0) * SECOND + timespec.getLong(8));
            letTimePass(1_000_000);
        });
        libc.failNext(3, "epollPwait2", Constant.EINTR);
        assertNothingFor(200_000_000);
        assertTrue(timeouts.size() >= 4, timeouts::toString);
        for (int i = 1; i < timeouts.size(); i++) {
            assertTrue(timeouts.get(i) <= timeouts.get(i - 1) - 1_000_000, timeouts::toString);
        }
    }

    @Test
    void anInterruptedWaitInMillisecondsToo() throws IOException {
        inMilliseconds();
        List<Integer> timeouts = new ArrayList<>();
        libc.before("epollWait", arguments -> {
            timeouts.add((Integer) arguments[3]);
            letTimePass(2_000_000);
        });
        libc.failNext(3, "epollWait", Constant.EINTR);
        assertNothingFor(200_500_000);
        assertEquals(201, timeouts.get(0));
        assertTrue(timeouts.get(3) <= 195, timeouts::toString);
    }

    @Test
    void anInterruptDoesNotEndAWaitForEver() throws IOException {
        libc.failNext(100, "epollPwait2", Constant.EINTR);
        libc.failNext(100, "epollWait", Constant.EINTR);
        int[] pipe = kernel.pipe();
        level(pipe[0]);
        kernel.write(pipe[1]);
        assertEquals(1, poll(-1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 999_999, 1_000_000, 1_000_001})
    void aWaitInMillisecondsIsNeverEarlyAndDoesNotSpin(long nanos) throws IOException {
        inMilliseconds();
        int before = libc.calls("epollWait");
        assertNothingFor(nanos);
        assertTrue(libc.calls("epollWait") - before <= 2);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, 30L * 24 * 3600 * SECOND})
    void aLongTimeoutIsCutNotWrapped(long nanos) throws IOException {
        List<Long> passed = new ArrayList<>();
        libc.before(
                "epollPwait2",
                arguments -> passed.add(kernel.peek((Long) arguments[3]).getLong(0)));
        poller.breakPoll();
        poll(nanos);
        libc.heal();
        inMilliseconds();
        libc.before("epollWait", arguments -> passed.add((long) (Integer) arguments[3] / 1000));
        poller.breakPoll();
        poll(nanos);
        assertTrue(passed.stream().allMatch(seconds -> seconds == Integer.MAX_VALUE / 1000), passed::toString);
        assertFalse(passed.isEmpty());
    }

    @Test
    void aFailedWaitIsThrownAndThePollerStaysUsable() throws IOException {
        libc.failNext(1, "epollPwait2", Constant.EBADF).failNext(1, "epollWait", Constant.EBADF);
        ErrnoException failure = assertThrows(ErrnoException.class, () -> poll(0));
        assertTrue(failure.call().startsWith("epoll_"));
        libc.heal();
        assertEquals(0, poll(0));
    }

    @Test
    void aPipeWithoutReaderIsWriteClosedAndASocketWithAnErrorIsNot() throws IOException {
        int[] pipe = kernel.pipe();
        poller.open(Source.of(pipe[1]), Interest.WRITE_ONLY, Trigger.LEVEL, null);
        kernel.close(pipe[0]);
        poller.poll(0, (registration, readiness) -> {
            reports++;
            assertEquals("WRITABLE|WRITE_CLOSED|ERROR", readiness.toString());
        });
        assertEquals(1, reports);
        assertTrue(new SocketProbe(kernel.libc()).isSocket(kernel.socketPair()[0]));
    }

    private void inMilliseconds() throws IOException {
        poller.close();
        libc.fail("epollPwait2", Constant.ENOSYS);
        poller = open(PollerOptions.DEFAULTS);
    }

    private static int descriptorOf(Path file) throws IOException {
        try (DirectoryStream<Path> links = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path link : links) {
                if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(file)) {
                    return Integer.parseInt(link.getFileName().toString());
                }
            }
        }
        throw new AssertionError(file + " is not open");
    }
}
