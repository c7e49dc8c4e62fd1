// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.BadDescriptorException;
import dev.poller.NotPollableException;
import dev.poller.libc.Constant;
import dev.poller.libc.ErrnoException;
import dev.poller.tck.Descriptors;
import dev.poller.tck.descriptor.Kernel;
import dev.poller.tck.fault.FaultyLibc;
import dev.poller.tck.fault.KqueueSystem;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which descriptors kqueue would take, and nobody could wait for. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "descriptors are found in /proc/self/fd")
class FileKindTest {
    private final Kernel kernel = new Kernel();

    @TempDir
    private Path directory;

    @AfterEach
    void close() throws Exception {
        kernel.close();
    }

    @ParameterizedTest
    @EnumSource(KqueueSystem.class)
    void pipesAndSocketsAreTaken(KqueueSystem system) {
        assertDoesNotThrow(() -> on(system).requirePollable(kernel.pipe()[0]));
        assertDoesNotThrow(() -> on(system).requirePollable(kernel.socketPair()[0]));
    }

    @ParameterizedTest
    @EnumSource(KqueueSystem.class)
    void aRegularFileIsRefused(KqueueSystem system) throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        assertEquals("is a regular file or a directory", refusal(system, file));
    }

    @Test
    void aDirectoryIsRefused() throws Exception {
        try (DirectoryStream<Path> held = Files.newDirectoryStream(directory)) {
            assertFalse(held.iterator().hasNext());
            int fd = descriptor(directory);
            assertThrows(
                    NotPollableException.class, () -> on(KqueueSystem.FREEBSD).requirePollable(fd));
        }
    }

    @Test
    void aNamedFifoIsRefusedWhereItDoesNotTellOfItsEnd() throws Exception {
        Path fifo = fifo();
        assertEquals(
                "is a named FIFO, and this system does not report when its last writer closes",
                refusal(KqueueSystem.MACOS, fifo));
        try (RandomAccessFile held = new RandomAccessFile(fifo.toFile(), "rw")) {
            assertTrue(held.getFD().valid());
            int fd = descriptor(fifo);
            assertDoesNotThrow(() -> on(KqueueSystem.FREEBSD).requirePollable(fd));
        }
    }

    @Test
    void aClosedNumberIsRefused() {
        BadDescriptorException thrown = assertThrows(
                BadDescriptorException.class, () -> on(KqueueSystem.MACOS).requirePollable(1_000_000));
        assertEquals("fd 1000000 is not open", thrown.getMessage());
    }

    @Test
    void anotherErrorIsItself() {
        FaultyLibc libc =
                FaultyLibc.over(KqueueSystem.MACOS.over(kernel.libc())).fail("fstat", Constant.ENOMEM);
        int fd = kernel.pipe()[0];
        ErrnoException thrown = assertThrows(ErrnoException.class, () -> new FileKind(libc.libc()).requirePollable(fd));
        assertEquals("ENOMEM", thrown.errnoName());
    }

    @Test
    void whereTheLibraryHasNoFstatNothingIsRefused() throws Exception {
        FaultyLibc libc =
                FaultyLibc.over(KqueueSystem.MACOS.over(kernel.libc())).fail("fstat", Constant.ENOSYS);
        Path file = Files.createFile(directory.resolve("file"));
        try (RandomAccessFile held = new RandomAccessFile(file.toFile(), "rw")) {
            assertTrue(held.getFD().valid());
            int fd = descriptor(file);
            assertDoesNotThrow(() -> new FileKind(libc.libc()).requirePollable(fd));
        }
    }

    private FileKind on(KqueueSystem system) {
        return new FileKind(system.over(kernel.libc()));
    }

    /** What is said of it, without its number. */
    private String refusal(KqueueSystem system, Path path) throws Exception {
        try (RandomAccessFile held = new RandomAccessFile(path.toFile(), "rw")) {
            assertTrue(held.getFD().valid());
            int fd = descriptor(path);
            String message = String.valueOf(
                    assertThrows(NotPollableException.class, () -> on(system).requirePollable(fd))
                            .getMessage());
            return message.replace("fd " + fd + " ", "");
        }
    }

    private static int descriptor(Path path) throws Exception {
        String name = path.toRealPath().toString();
        return Descriptors.table().entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private Path fifo() throws Exception {
        Path fifo = directory.resolve("fifo");
        assumeTrue(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor() == 0, "there is no mkfifo here");
        return fifo;
    }
}
