// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.BadDescriptorException;
import dev.poller.blocking.Descriptor.Ownership;
import dev.poller.blocking.Descriptor.Unpollable;
import dev.poller.libc.Constant;
import dev.poller.tck.Clause;
import dev.poller.tck.Watchdog;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no poller watches, adopted all the same. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "opens files by the C library of Linux")
@ExtendWith(Watchdog.class)
final class UnpolledIT extends LinuxDescriptors {
    private static final int SIZE = 100_000;

    @ParameterizedTest
    @EnumSource
    @Clause("D9")
    void aFileIsReadToItsEnd(ThreadKind threads) throws Exception {
        assumeTrue(threads.available(), () -> "this Java has no " + threads + " threads");
        byte[] bytes = new byte[SIZE];
        new Random(3).nextBytes(bytes);
        int fd = owned(openFile(Files.write(directory.resolve("file"), bytes).toString(), Constant.O_RDONLY));
        try (Descriptor file = adopt(fd)) {
            assertEquals("file", file.kind());
            assertArrayEquals(bytes, on(threads, () -> file.inputStream().readAllBytes()));
            assertEquals(-1, file.read(new byte[1]));
            file.awaitReadable();
            Files.write(directory.resolve("file"), new byte[SIZE + 1]);
            assertEquals(1, file.read(new byte[2]));
        }
        assertEquals(0, libc.read(fd, libc.address(memory(1)), 1)); // still open
    }

    @Test
    @Clause("D9")
    void aVirtualThreadHasAHelperThread() throws Exception {
        try (FaultyNetpoll faulty = new FaultyNetpoll()) {
            Set<String> helpers = ConcurrentHashMap.newKeySet();
            faulty.faults.before(
                    "write", arguments -> helpers.add(Thread.currentThread().getName()));
            int fd = owned(openFile("/dev/null", Constant.O_WRONLY));
            try (Descriptor file = Descriptor.adopt(faulty.netpoll, fd, Ownership.BORROWED, Unpollable.HELPED)) {
                on(ThreadKind.best(), () -> {
                    file.write(new byte[SIZE]);
                    return null;
                });
            }
            boolean helped = helpers.stream().allMatch(name -> name.startsWith("poller-helper-"));
            assertEquals(ThreadKind.best() == ThreadKind.VIRTUAL, helped, helpers::toString);
        }
    }

    @Test
    @Clause({"D5", "D9"})
    void aDirectoryIsAdoptedAndCannotBeRead() throws Exception {
        int fd = owned(openFile(directory.toString(), Constant.O_RDONLY));
        try (Descriptor adopted = adopt(fd)) {
            IOException refused = assertThrows(IOException.class, () -> adopted.read(new byte[1]));
            assertTrue(refused.toString().contains("EISDIR"), refused::toString);
        }
    }

    @Test
    @Clause({"T4", "T7", "D9"})
    void aDeadlineThatHasPassedAndACloseCountHereToo() throws Exception {
        Path path = Files.write(directory.resolve("file"), new byte[1]);
        Descriptor file = Descriptor.adopt(
                netpoll, openFile(path.toString(), Constant.O_RDONLY), Ownership.OWNED, Unpollable.HELPED);
        file.setReadDeadline(Duration.ZERO);
        assertThrows(SocketTimeoutException.class, () -> file.read(new byte[1]));
        file.clearReadDeadline();
        assertEquals(1, file.read(new byte[1]));
        file.close();
        assertThrows(ClosedChannelException.class, () -> file.read(new byte[1]));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1_000_000})
    @Clause({"D5", "D9"})
    void whatIsNotOpenIsRefusedAllTheSame(int fd) {
        assertThrows(BadDescriptorException.class, () -> adopt(fd));
    }

    @Test
    @Clause("D9")
    void whatCanBeWaitedForIs() throws Exception {
        int[] ends = pipe();
        owned(ends[1]);
        try (Descriptor source = Descriptor.adopt(netpoll, ends[0], Ownership.OWNED, Unpollable.HELPED)) {
            assertEquals("pipe", source.kind());
            write(ends[1], "x");
            assertEquals(1, source.read(new byte[2]));
        }
    }

    private Descriptor adopt(int fd) throws IOException {
        return Descriptor.adopt(netpoll, fd, Ownership.BORROWED, Unpollable.HELPED);
    }

    private static <T> T on(ThreadKind kind, Callable<T> call) throws Exception {
        FutureTask<T> task = new FutureTask<>(call);
        kind.factory("user-").newThread(task).start();
        return task.get(10, TimeUnit.SECONDS);
    }
}
