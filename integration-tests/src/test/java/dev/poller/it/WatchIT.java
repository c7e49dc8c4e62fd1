// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.FileChange;
import dev.poller.blocking.Cancellation;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.OperationCancelledException;
import dev.poller.blocking.ThreadKind;
import dev.poller.blocking.Until;
import dev.poller.blocking.watch.Event;
import dev.poller.blocking.watch.FileWatch;
import dev.poller.blocking.watch.ProcessWatch;
import dev.poller.blocking.watch.SignalWatch;
import dev.poller.blocking.watch.Ticker;
import dev.poller.tck.Await;
import dev.poller.tck.Clause;
import dev.poller.tck.Descriptors;
import dev.poller.tck.Watchdog;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is waited for and is no stream. */
@ExtendWith(Watchdog.class)
@EnabledOnOs(OS.LINUX)
final class WatchIT {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    @Clause("E1")
    void signalsAreCountedAndWakeTheOneThatWaits(String provider) throws Exception {
        try (Netpoll netpoll = open(provider);
                Event event = Event.open(netpoll)) {
            event.signal();
            event.signal();
            assertEquals(2, event.await());
            for (int i = 0; i < 100; i++) {
                FutureTask<Long> waiting = start(event::await);
                event.signal();
                assertEquals(1, waiting.get());
            }
            assertThrows(SocketTimeoutException.class, () -> event.await(Until.in(Duration.ofMillis(1))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    @Clause("E1")
    void noSignalIsLostBetweenThreads(String provider) throws Exception {
        try (Netpoll netpoll = open(provider);
                Event event = Event.open(netpoll)) {
            int total = 20_000;
            FutureTask<Long> signaller = start(() -> {
                for (int i = 0; i < total; i++) {
                    event.signal();
                }
                return 0L;
            });
            for (long seen = 0; seen < total; ) {
                seen += event.await();
            }
            signaller.get();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    @Clause({"E1", "E2"})
    void aWaitEndsWithItsCancellationItsCloseAndItsRuntime(String provider) throws Exception {
        Netpoll netpoll = open(provider);
        Event event = Event.open(netpoll);
        Ticker ticker = Ticker.once(netpoll, Duration.ofHours(1));
        Cancellation cancellation = new Cancellation();
        FutureTask<Long> cancelled = start(() -> event.await(Until.cancelled(cancellation)));
        cancellation.cancel();
        assertFails(OperationCancelledException.class, cancelled);
        FutureTask<Long> closed = parked(event::await);
        event.close();
        assertFails(AsynchronousCloseException.class, closed);
        event.signal();
        assertThrows(ClosedChannelException.class, event::await);
        FutureTask<Long> ended = parked(ticker::await);
        netpoll.close();
        assertFails(AsynchronousCloseException.class, ended);
        ticker.set(Duration.ZERO, Duration.ZERO);
        assertThrows(ClosedChannelException.class, () -> Event.open(netpoll));
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    @Clause("E2")
    void ticksComeNotEarlyAndAreCounted(String provider) throws Exception {
        try (Netpoll netpoll = open(provider)) {
            long start = System.nanoTime();
            try (Ticker ticker = Ticker.every(netpoll, Duration.ofMillis(2))) {
                long ticks = 0;
                while (ticks < 10) {
                    ticks += ticker.await();
                    assertTrue(System.nanoTime() - start >= ticks * 2_000_000, "a tick was early");
                }
                Await.until("several are due", () -> System.nanoTime() - start > 40_000_000);
                assertTrue(ticker.await() > 1, "those that nobody waited for are counted");
            }
            try (Ticker once = Ticker.once(netpoll, Duration.ofNanos(1))) {
                assertEquals(1, once.await());
                assertThrows(SocketTimeoutException.class, () -> once.await(Until.in(Duration.ofMillis(5))));
                FutureTask<Long> waiting = parked(once::await);
                once.set(Duration.ofMillis(1), Duration.ZERO);
                assertEquals(1, waiting.get());
            }
            assertEquals(0, netpoll.registrations());
        }
    }

    @Test
    @Clause("E2")
    void periodsThatCannotBeAreRefused() throws Exception {
        try (Netpoll netpoll = open("nio")) {
            assertThrows(IllegalArgumentException.class, () -> Ticker.every(netpoll, Duration.ZERO));
            assertThrows(IllegalArgumentException.class, () -> Ticker.every(netpoll, Duration.ofNanos(-1)));
            try (Ticker ticker = Ticker.once(netpoll, Duration.ZERO)) {
                assertThrows(IllegalArgumentException.class, () -> ticker.set(Duration.ZERO, Duration.ofNanos(-1)));
                assertEquals(1, ticker.await());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "kqueue-as-on-macos", "kqueue-as-on-freebsd", "kqueue-as-on-old-netbsd"})
    @Clause("E3")
    void theEndOfAProcessIsWaitedForByAnyNumber(String provider) throws Exception {
        Process child = new ProcessBuilder("cat").start();
        try (Netpoll netpoll = open(provider);
                ProcessWatch second = ProcessWatch.of(netpoll, child.pid());
                ProcessWatch watch = ProcessWatch.of(netpoll, child.pid())) {
            assertThrows(SocketTimeoutException.class, () -> watch.awaitExit(Until.in(Duration.ofMillis(5))));
            List<FutureTask<Boolean>> waiting = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                waiting.add(start(() -> {
                    watch.awaitExit();
                    return true;
                }));
            }
            child.getOutputStream().close();
            for (FutureTask<Boolean> task : waiting) {
                assertTrue(task.get());
            }
            watch.awaitExit();
            second.awaitExit();
            assertEquals(0, child.waitFor());
        } finally {
            child.destroyForcibly();
        }
    }

    @ParameterizedTest
    @CsvSource({"epoll, pidfd_open", "kqueue-as-on-dragonfly, kevent(EVFILT_PROC)"})
    @Clause("E3")
    void aProcessThatIsGoneOrCannotBeIsRefused(String provider, String call) throws Exception {
        Process child = new ProcessBuilder("true").start();
        child.waitFor();
        Await.until("it is gone", () -> ProcessHandle.of(child.pid()).isEmpty());
        try (Netpoll netpoll = open(provider)) {
            Descriptors.awaitSettled();
            IOException gone = assertThrows(IOException.class, () -> ProcessWatch.of(netpoll, child.pid()));
            assertTrue(String.valueOf(gone.getMessage()).startsWith(call + ": ESRCH (3)"), gone::toString);
            assertThrows(IllegalArgumentException.class, () -> ProcessWatch.of(netpoll, 0));
            assertThrows(IllegalArgumentException.class, () -> ProcessWatch.of(netpoll, 1L << 32));
            assertEquals(0, netpoll.registrations());
        }
    }

    @Test
    @Clause("E4")
    void changesOfFilesAreTold() throws Exception {
        try (Netpoll netpoll = open("epoll");
                FileWatch watch = FileWatch.open(netpoll).add(directory)) {
            Path file = directory.resolve("a file");
            List<FileWatch.Change> changes = new ArrayList<>();
            FutureTask<List<FileWatch.Change>> waiting = parked(watch::await);
            Files.write(file, new byte[] {1});
            changes.addAll(waiting.get());
            Files.move(file, directory.resolve("moved"));
            Files.delete(directory.resolve("moved"));
            while (!changes.contains(new FileWatch.Change(directory.resolve("moved"), FileChange.DELETED))) {
                changes.addAll(watch.await());
            }
            List<FileChange> whats =
                    changes.stream().map(FileWatch.Change::what).toList();
            assertEquals(
                    List.of(
                            FileChange.CREATED,
                            FileChange.MODIFIED,
                            FileChange.WRITTEN,
                            FileChange.MOVED_AWAY,
                            FileChange.MOVED_HERE,
                            FileChange.DELETED),
                    whats);
            assertEquals(file, changes.get(0).path());
            assertThrows(SocketTimeoutException.class, () -> watch.await(Until.in(Duration.ofMillis(5))));
        }
    }

    @Test
    @Clause("E4")
    void theEndOfWhatIsWatchedIsToldAndWhatIsNotThereIsRefused() throws Exception {
        Path file = Files.createFile(directory.resolve("x"));
        try (Netpoll netpoll = open("epoll");
                FileWatch watch = FileWatch.open(netpoll).add(file)) {
            Files.delete(file);
            List<FileWatch.Change> changes = new ArrayList<>();
            while (!changes.contains(new FileWatch.Change(file, FileChange.UNWATCHED))) {
                changes.addAll(watch.await());
            }
            assertTrue(changes.contains(new FileWatch.Change(file, FileChange.DELETED)), changes::toString);
            assertThrows(IllegalArgumentException.class, () -> watch.add(Path.of("x".repeat(100_000))));
            IOException refused = assertThrows(IOException.class, () -> watch.add(file));
            assertTrue(
                    String.valueOf(refused.getMessage()).startsWith("inotify_add_watch: ENOENT (2)"),
                    refused::toString);
        }
    }

    /** What comes together is told together, and whether it was WRITTEN not every system tells. */
    @ParameterizedTest
    @ValueSource(strings = {"kqueue-as-on-macos", "kqueue-as-on-freebsd", "kqueue-as-on-old-netbsd"})
    @Clause("E4")
    void kqueueTellsOfFilesByLookingAtTheirDirectory(String provider) throws Exception {
        Path old = Files.write(directory.resolve("old"), new byte[] {1});
        Path made = directory.resolve("made");
        Path moved = directory.resolve("moved");
        try (Netpoll netpoll = open(provider);
                FileWatch watch = FileWatch.open(netpoll).add(directory)) {
            assertThrows(SocketTimeoutException.class, () -> watch.await(Until.in(Duration.ofMillis(5))));
            FutureTask<List<FileWatch.Change>> waiting = parked(watch::await);
            Files.createFile(made);
            assertEquals(List.of(new FileWatch.Change(made, FileChange.CREATED)), waiting.get());
            for (Path each : List.of(old, made)) {
                Files.write(each, new byte[] {2}, StandardOpenOption.APPEND);
                awaitChange(watch, each, FileChange.MODIFIED);
            }
            Files.move(made, moved);
            assertEquals(
                    List.of(
                            new FileWatch.Change(made, FileChange.MOVED_AWAY),
                            new FileWatch.Change(moved, FileChange.MOVED_HERE)),
                    awaitChange(watch, moved, FileChange.MOVED_HERE));
            Files.write(moved, new byte[] {3}, StandardOpenOption.APPEND);
            awaitChange(watch, moved, FileChange.MODIFIED);
            Files.delete(moved);
            awaitChange(watch, moved, FileChange.DELETED);
            assertThrows(SocketTimeoutException.class, () -> watch.await(Until.in(Duration.ofMillis(5))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kqueue-as-on-openbsd", "kqueue-as-on-netbsd"})
    @Clause("E4")
    void kqueueTellsOfAFileAndItsEnd(String provider) throws Exception {
        Path file = Files.createFile(directory.resolve("x"));
        FutureTask<List<FileWatch.Change>> waiting;
        try (Netpoll netpoll = open(provider);
                FileWatch watch = FileWatch.open(netpoll).add(file)) {
            Files.write(file, new byte[] {1});
            awaitChange(watch, file, FileChange.MODIFIED);
            Files.delete(file);
            List<FileWatch.Change> changes = awaitChange(watch, file, FileChange.UNWATCHED);
            assertTrue(changes.contains(new FileWatch.Change(file, FileChange.DELETED)), changes::toString);
            assertEquals(0, netpoll.registrations());
            IOException refused = assertThrows(IOException.class, () -> watch.add(file));
            assertTrue(String.valueOf(refused.getMessage()).startsWith("open: ENOENT (2)"), refused::toString);
            waiting = parked(watch::await);
        }
        assertFails(AsynchronousCloseException.class, waiting);
    }

    /** What was told until that, without what is told of attributes and closing. */
    private static List<FileWatch.Change> awaitChange(FileWatch watch, Path path, FileChange what) throws IOException {
        List<FileWatch.Change> changes = new ArrayList<>();
        while (!changes.contains(new FileWatch.Change(path, what))) {
            changes.addAll(watch.await());
            changes.removeIf(change -> change.what() == FileChange.WRITTEN || change.what() == FileChange.ATTRIBUTES);
        }
        return changes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    @Clause("E5")
    void aSignalIsHeardInsteadOfWhatItDoes(String provider) throws Exception {
        try (Netpoll netpoll = open(provider)) {
            try (SignalWatch watch = SignalWatch.of(netpoll, "USR2")) {
                FutureTask<Long> waiting = parked(watch::await);
                assertEquals(
                        0,
                        new ProcessBuilder(
                                        "kill",
                                        "-USR2",
                                        Long.toString(ProcessHandle.current().pid()))
                                .start()
                                .waitFor());
                assertEquals(1, waiting.get());
            }
            for (String name : List.of("SEGV", "KILL", "NOSUCH")) {
                IllegalArgumentException refused =
                        assertThrows(IllegalArgumentException.class, () -> SignalWatch.of(netpoll, name));
                assertTrue(String.valueOf(refused.getMessage()).contains("SIG" + name), refused::toString);
            }
        }
    }

    @Test
    @Clause({"E3", "E4"})
    void aProviderThatCannotSaysWhoCan() throws Exception {
        try (Netpoll netpoll = open("nio")) {
            for (UnsupportedOperationException refused : List.of(
                    assertThrows(UnsupportedOperationException.class, () -> FileWatch.open(netpoll)),
                    assertThrows(UnsupportedOperationException.class, () -> ProcessWatch.of(netpoll, 1)))) {
                String message = String.valueOf(refused.getMessage());
                assertTrue(message.contains("epoll") && message.endsWith("kqueue"), message);
            }
            assertEquals(0, netpoll.registrations());
        }
    }

    private static Netpoll open(String provider) throws IOException {
        return Netpoll.options().provider(provider).open();
    }

    private static <T> FutureTask<T> start(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        ThreadKind.best().factory("watch-").newThread(task).start();
        return task;
    }

    /** Returns once the thread waits. */
    private static <T> FutureTask<T> parked(Callable<T> call) throws Exception {
        FutureTask<T> task = new FutureTask<>(call);
        Thread thread = ThreadKind.best().factory("watch-").newThread(task);
        thread.start();
        Await.until("the thread waits", () -> thread.getState() == Thread.State.WAITING || task.isDone());
        assertFalse(task.isDone());
        assertNotEquals(Thread.State.TERMINATED, thread.getState());
        return task;
    }

    private static void assertFails(Class<? extends Exception> with, FutureTask<?> task) {
        ExecutionException failed = assertThrows(ExecutionException.class, task::get);
        assertInstanceOf(with, failed.getCause());
    }
}
