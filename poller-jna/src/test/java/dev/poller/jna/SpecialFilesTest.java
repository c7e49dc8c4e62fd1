// SPDX-License-Identifier: Apache-2.0
package dev.poller.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.libc.Constant;
import dev.poller.libc.PollFd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Files, terminals and the descriptors that tell of something, for real. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "pseudoterminals, inotify and timers are opened as on Linux")
@Timeout(30)
class SpecialFilesTest extends RealCalls {
    /** asm-generic/fcntl.h; the library itself makes no files. */
    private static final int O_CREAT = 0x40;

    @TempDir
    private Path directory;

    @Test
    void aNewFileGetsItsVariadicMode() throws IOException {
        Path file = directory.resolve("new");
        int fd = owned(libc.open(path(file), c(Constant.O_WRONLY) | O_CREAT, 0400));
        assertEquals("r--------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(2, libc.write(fd, text("hi").address(), 2));
        assertEquals("hi", Files.readString(file));
    }

    @Test
    void aFileThatIsReadCannotBeWritten() throws IOException {
        Path file = Files.writeString(directory.resolve("old"), "x");
        int fd = owned(libc.open(path(file), c(Constant.O_RDONLY) | c(Constant.O_CLOEXEC), 0));
        assertEquals(c(Constant.FD_CLOEXEC), libc.fcntl(fd, c(Constant.F_GETFD), 0));
        assertError(Constant.EBADF, libc.write(fd, text("x").address(), 1));
        assertError(Constant.ENOENT, libc.open(path(directory.resolve("nothing")), c(Constant.O_RDONLY), 0));
    }

    @Test
    void aPseudoterminalTalks() {
        int master = owned(libc.open(path("/dev/ptmx"), c(Constant.O_RDWR) | c(Constant.O_NOCTTY), 0));
        assertEquals(0, libc.ioctl(master, c(Constant.TIOCSPTLCK), memory(4).address()));
        NativeMemory number = memory(4).with(0, -1);
        assertEquals(0, libc.ioctl(master, c(Constant.TIOCGPTN), number.address()));
        String name = "/dev/pts/" + number.intAt(0);
        int terminal = owned(libc.open(path(name), c(Constant.O_RDWR) | c(Constant.O_NOCTTY), 0));
        assertEquals(3, libc.write(master, text("hi\n").address(), 3));
        NativeMemory line = memory(16);
        assertEquals(3, libc.read(terminal, line.address(), 16));
        assertEquals("hi\n", string(line, 0, 3));
    }

    @Test
    void onlyATerminalTakesItsRequests() {
        assertEquals(
                "ENOTTY",
                libc.errno()
                        .name(libc.ioctl(
                                event(0, 0), c(Constant.TIOCGPTN), memory(4).address())));
        assertError(
                Constant.EBADF, libc.ioctl(-1, c(Constant.TIOCGPTN), memory(4).address()));
    }

    @Test
    void aTerminalIsToldFromWhatIsNone() {
        assertEquals(1, libc.isatty(owned(libc.open(path("/dev/ptmx"), c(Constant.O_RDWR) | c(Constant.O_NOCTTY), 0))));
        assertEquals("ENOTTY", libc.errno().name(libc.isatty(event(0, 0))));
        assertError(Constant.EBADF, libc.isatty(-1));
    }

    @Test
    void pollTellsWhatADescriptorIsReadyFor() {
        NativeMemory asked = memory(PollFd.SIZE);
        int count = event(0, 0);
        PollFd.put(asked.bytes(), count, (short) (PollFd.IN | PollFd.OUT | PollFd.PRI));
        assertEquals(1, libc.poll(asked.address(), 1, 0));
        assertEquals(PollFd.OUT, asked.bytes().getShort(6));
        PollFd.put(asked.bytes(), count, PollFd.IN);
        assertEquals(0, libc.poll(asked.address(), 1, 0));
        assertEquals(0, libc.poll(0, 0, 1));
        assertError(Constant.EINVAL, libc.poll(asked.address(), Integer.MAX_VALUE, 0));
    }

    /** struct inotify_event { int wd; uint32_t mask, cookie, len; char name[]; } */
    @Test
    void inotifyTellsOfANewFile() throws IOException {
        int notify = owned(libc.inotifyInit1(c(Constant.IN_NONBLOCK) | c(Constant.IN_CLOEXEC)));
        assertEquals(c(Constant.FD_CLOEXEC), libc.fcntl(notify, c(Constant.F_GETFD), 0));
        int watch = libc.inotifyAddWatch(notify, path(directory), c(Constant.IN_CREATE));
        assertTrue(watch > 0, () -> libc.errnoName(-watch));
        NativeMemory event = memory(4096);
        assertTrue(libc.errno().isAgain(libc.read(notify, event.address(), 4096)));
        Files.createFile(directory.resolve("new"));
        assertEquals(32, libc.read(notify, event.address(), 4096));
        assertEquals(watch, event.intAt(0));
        assertEquals(c(Constant.IN_CREATE), event.intAt(4));
        assertEquals("new\0", string(event, 16, 4));
        assertError(
                Constant.ENOENT,
                libc.inotifyAddWatch(notify, path(directory.resolve("nothing")), c(Constant.IN_CREATE)));
    }

    @Test
    void aTimerExpires() {
        int timer = owned(libc.timerfdCreate(c(Constant.CLOCK_MONOTONIC), c(Constant.TFD_CLOEXEC)));
        assertEquals(c(Constant.FD_CLOEXEC), libc.fcntl(timer, c(Constant.F_GETFD), 0));
        NativeMemory times = memory(32);
        times.bytes().putLong(24, 1_000);
        assertEquals(0, libc.timerfdSettime(timer, 0, times.address(), 0));
        NativeMemory expirations = memory(8);
        assertEquals(8, libc.read(timer, expirations.address(), 8));
        assertEquals(1, expirations.bytes().getLong(0));
        assertEquals(0, libc.timerfdSettime(timer, 0, memory(32).address(), times.address()));
        assertEquals(0, times.bytes().getLong(24));
    }

    @Test
    void aTimerCanBeAskedWithoutWaiting() {
        int timer = owned(libc.timerfdCreate(c(Constant.CLOCK_MONOTONIC), c(Constant.TFD_NONBLOCK)));
        assertTrue(libc.errno().isAgain(libc.read(timer, memory(8).address(), 8)));
        assertError(Constant.EINVAL, libc.timerfdCreate(4711, 0));
        assertError(Constant.EBADF, libc.timerfdSettime(-1, 0, memory(32).address(), 0));
    }

    @Test
    void aSemaphoreGivesOneAtATime() {
        int semaphore = event(2, c(Constant.EFD_SEMAPHORE) | c(Constant.EFD_NONBLOCK));
        NativeMemory taken = memory(8);
        for (int i = 0; i < 2; i++) {
            assertEquals(8, libc.read(semaphore, taken.address(), 8));
            assertEquals(1, taken.bytes().getLong(0));
        }
        assertTrue(libc.errno().isAgain(libc.read(semaphore, taken.address(), 8)));
    }

    private int event(int initial, int flags) {
        return owned(libc.eventfd(initial, flags));
    }
}
