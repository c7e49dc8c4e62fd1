// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.process.ChildProcess;
import dev.poller.blocking.process.Pipe;
import dev.poller.libc.Constant;
import dev.poller.tck.Await;
import dev.poller.tck.Clause;
import dev.poller.tck.Watchdog;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pipes, within this process and to others. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the fixture opens descriptors as on Linux")
@ExtendWith(Watchdog.class)
@SuppressWarnings("try") // some are closed before their block ends
final class ChildProcessIT extends LinuxDescriptors {
    /** What both open once and keep. */
    @BeforeAll
    static void openWhatTheJdkKeeps() throws Exception {
        new ServerSocket(0).close();
        new ProcessBuilder("true").inheritIO().start().waitFor(); // without pipes, which the JDK closes later
    }

    @Test
    @Clause("D6")
    void whatIsWrittenIntoAPipeIsReadAndItsEndsAreNotInherited() throws Exception {
        try (Pipe pipe = Pipe.open(netpoll)) {
            for (Descriptor end : List.of(pipe.source(), pipe.sink())) {
                assertEquals(c(Constant.FD_CLOEXEC), libc.fcntl(end.number(), c(Constant.F_GETFD), 0));
                assertEquals("pipe", end.kind());
            }
            FutureTask<String> reader = started(() -> text(pipe.source()));
            Await.until("it waits", () -> pipe.source().handle().read.waiter() != null);
            pipe.sink().write("one".getBytes(US_ASCII));
            assertEquals("one", reader.get());
            pipe.sink().close();
            assertEquals(-1, pipe.source().read(new byte[1]));
        }
    }

    @Test
    @Clause("D6")
    void aPipeThatNobodyReadsRefusesToBeWritten() throws Exception {
        try (Pipe pipe = Pipe.open(netpoll)) {
            FutureTask<String> writer = started(() -> {
                pipe.sink().write(new byte[1_000_000]);
                return "written";
            });
            Await.until("it is full", () -> pipe.sink().handle().write.waiter() != null);
            pipe.source().close();
            ExecutionException failed = assertThrows(ExecutionException.class, writer::get);
            IOException refused = assertInstanceOf(IOException.class, failed.getCause());
            assertTrue(refused.toString().contains("Broken pipe"), refused::toString);
        }
    }

    @Test
    @Clause("D7")
    void aChildIsWrittenToAndRead() throws Exception {
        try (ChildProcess cat = ChildProcess.start(netpoll, new ProcessBuilder("cat"))) {
            byte[] much = new byte[300_000];
            FutureTask<String> writer = started(() -> {
                cat.stdin().write(much);
                cat.stdin().close();
                return "written";
            });
            assertEquals(much.length, cat.stdout().inputStream().readAllBytes().length);
            assertEquals("written", writer.get());
            assertEquals(-1, cat.stderr().read(new byte[1]));
            assertEquals(0, cat.process().waitFor());
        }
    }

    @Test
    @Clause("D7")
    void bothOutputsAreTold() throws Exception {
        ProcessBuilder both = new ProcessBuilder("sh", "-c", "echo out; echo err >&2");
        try (ChildProcess child = ChildProcess.start(netpoll, both)) {
            assertEquals("out\n", all(child.stdout()));
            assertEquals("err\n", all(child.stderr()));
            child.process().waitFor();
        }
        try (ChildProcess child = ChildProcess.start(netpoll, both.redirectErrorStream(true))) {
            assertEquals("out\nerr\n", all(child.stdout()));
            assertThrows(IllegalStateException.class, child::stderr);
            child.process().waitFor();
        }
    }

    @Test
    @Clause("D7")
    void aReadOfAChildWaitsUntilItsDeadlineOrTheClose() throws Exception {
        ChildProcess cat = ChildProcess.start(netpoll, new ProcessBuilder("cat"));
        assertThrows(
                SocketTimeoutException.class,
                () -> cat.stdout().read(new byte[1], 0, 1, Until.in(Duration.ofMillis(1))));
        FutureTask<String> reader = started(() -> text(cat.stdout()));
        Await.until("it waits", () -> cat.stdout().handle().read.waiter() != null);
        cat.stdout().close();
        ExecutionException ended = assertThrows(ExecutionException.class, reader::get);
        assertInstanceOf(AsynchronousCloseException.class, ended.getCause());
        cat.close();
        assertEquals(0, cat.process().waitFor()); // Its input has ended.
    }

    @Test
    @Clause("D7")
    void whatTheBuilderRedirectsIsLeftAndSoIsTheBuilder() throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "cat; echo err >&2")
                .redirectInput(directory.resolve("in").toFile())
                .redirectError(Redirect.DISCARD);
        Files.writeString(directory.resolve("in"), "from a file");
        try (ChildProcess child = ChildProcess.start(netpoll, builder)) {
            assertEquals("from a file", all(child.stdout()));
            assertThrows(IllegalStateException.class, child::stdin);
            assertThrows(IllegalStateException.class, child::stderr);
            child.process().waitFor();
        }
        assertEquals(Redirect.PIPE, builder.redirectOutput());
        assertEquals(Redirect.DISCARD, builder.redirectError());
    }

    /** And nothing is left open: the fixture counts. */
    @Test
    @Clause("D7")
    void aProgramThatIsNotThereIsRefused() {
        ProcessBuilder builder = new ProcessBuilder("/no/such/program");
        assertThrows(IOException.class, () -> ChildProcess.start(netpoll, builder));
        assertEquals(Redirect.PIPE, builder.redirectInput());
        assertEquals(0, netpoll.registrations());
    }

    @Test
    @Clause({"D6", "D7"})
    void aProviderOfChannelsSaysWhoCan() throws Exception {
        try (Netpoll nio = Netpoll.options().provider("nio").open()) {
            String refused = String.valueOf(assertThrows(UnsupportedOperationException.class, () -> Pipe.open(nio))
                    .getMessage());
            assertTrue(refused.contains("epoll"), refused);
            assertThrows(
                    UnsupportedOperationException.class, () -> ChildProcess.start(nio, new ProcessBuilder("true")));
        }
    }

    private static FutureTask<String> started(Callable<String> call) {
        FutureTask<String> task = new FutureTask<>(call);
        ThreadKind.best().factory("child-it-").newThread(task).start();
        return task;
    }

    private static String text(Descriptor from) throws IOException {
        byte[] bytes = new byte[100];
        return new String(bytes, 0, from.read(bytes), US_ASCII);
    }

    private static String all(Descriptor from) throws IOException {
        return new String(from.inputStream().readAllBytes(), US_ASCII);
    }
}
