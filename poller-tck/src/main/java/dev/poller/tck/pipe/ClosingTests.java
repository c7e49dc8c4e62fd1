// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.pipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Until;
import dev.poller.blocking.process.Pipe;
import dev.poller.tck.Await;
import dev.poller.tck.Clause;
import dev.poller.tck.fixture.OpenDescriptors;
import dev.poller.tck.fixture.Task;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Closing an end, mostly under the feet of others. */
abstract class ClosingTests extends PipeFixture {
    private static final Duration MOMENT = Duration.ofMillis(1);

    @Test
    @Clause({"D6", "T7"})
    void closeOfTheSourceEndsTheReadersAndFailsTheWriter() throws Exception {
        Pipe pipe = open();
        List<Task<Integer>> readers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            readers.add(startReader(pipe.source()).parked());
        }
        pipe.source().close();
        for (Task<Integer> reader : readers) {
            reader.failure(AsynchronousCloseException.class);
        }
        IOException broken = assertThrows(IOException.class, () -> pipe.sink().write(new byte[1]));
        assertTrue(String.valueOf(broken.getMessage()).contains("Broken pipe"), broken::toString);
        assertTrue(pipe.sink().isOpen());
    }

    @Test
    @Clause("D6")
    void closeOfTheSourceEndsAWriterThatWaits() throws Exception {
        Pipe pipe = open();
        Task<Boolean> writer = startEndlessWriter(pipe);
        pipe.source().close();
        IOException broken = writer.failure(IOException.class);
        assertTrue(String.valueOf(broken.getMessage()).contains("Broken pipe"), broken::toString);
    }

    @Test
    @Clause({"D6", "T7"})
    void closeOfTheSinkEndsTheWriterAndIsTheReadersEnd() throws Exception {
        Pipe full = open();
        Task<Boolean> writer = startEndlessWriter(full);
        Task<Boolean> queued =
                run("queued writer", () -> full.sink().write(new byte[1])).parked();
        full.sink().close();
        writer.failure(AsynchronousCloseException.class);
        queued.failure(AsynchronousCloseException.class);
        assertTrue(readAll(full.source()).length > 0);
        Pipe empty = open();
        Task<Integer> reader = startReader(empty.source()).parked();
        empty.sink().close();
        assertEquals(-1, reader.get());
    }

    @Test
    @Clause({"D6", "T7", "T17"})
    void whenCloseReturnsTheDescriptorsHaveBeenGivenBackAndLaterCallsFail() throws Exception {
        Pipe pipe = open();
        assertEquals(2, netpoll.registrations());
        Task<Integer> reader = startReader(pipe.source()).parked();
        pipe.source().close();
        assertEquals(1, netpoll.registrations());
        reader.failure(AsynchronousCloseException.class);
        for (int i = 0; i < 3; i++) {
            pipe.close();
            assertEquals(0, netpoll.registrations());
            assertThrows(ClosedChannelException.class, () -> pipe.source().read(new byte[1]));
            assertThrows(ClosedChannelException.class, () -> pipe.sink().write(new byte[1]));
            assertFalse(pipe.source().isOpen() || pipe.sink().isOpen());
        }
    }

    @Test
    @Clause({"D6", "T7", "T17"})
    void aReadThatRacesWithCloseNeverSeesALaterPipe() throws Exception {
        for (int round = 0; round < 100; round++) {
            Pipe old = open();
            Task<Integer> reader = startReader(old.source());
            old.source().close();
            old.sink().close();
            Pipe next = open(); // Takes the numbers just given back.
            next.sink().write(new byte[] {1});
            reader.failure(ClosedChannelException.class);
            assertEquals(1, next.source().read(new byte[9]));
            next.close();
        }
        assertEquals(0, netpoll.registrations());
    }

    @Test
    @Clause({"D6", "T14"})
    void theEndOfTheRuntimeEndsEveryCall() throws Exception {
        OpenDescriptors before = OpenDescriptors.now();
        Netpoll own = anotherNetpoll();
        Pipe empty = open(own);
        Pipe full = open(own);
        Task<Integer> reader = startReader(empty.source()).parked();
        Task<Boolean> writer = startEndlessWriter(full);
        own.close();
        reader.failure(AsynchronousCloseException.class);
        writer.failure(AsynchronousCloseException.class);
        assertThrows(ClosedChannelException.class, () -> open(own));
        before.assertUnchanged();
    }

    @Test
    @Clause({"D6", "T7", "T17", "T21"})
    void allMethodsAtOnceUntilTheClose() throws Exception {
        for (int round = 0; round < 10; round++) {
            Pipe pipe = open();
            AtomicInteger calls = new AtomicInteger();
            AtomicInteger received = new AtomicInteger();
            List<Task<Boolean>> tasks = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                tasks.add(untilClosed(
                        "writer " + i, calls, () -> pipe.sink().write(new byte[1000], 0, 1000, Until.in(MOMENT))));
                tasks.add(untilClosed(
                        "reader " + i,
                        calls,
                        () -> received.addAndGet(pipe.source().read(new byte[500], 0, 500, Until.in(MOMENT)))));
                tasks.add(untilClosed("setter " + i, calls, () -> {
                    pipe.source().setReadDeadline(MOMENT);
                    pipe.sink().setWriteDeadline(MOMENT);
                    pipe.source().clearReadDeadline();
                    pipe.sink().clearWriteDeadline();
                    pipe.source().awaitReadable(Until.in(MOMENT));
                    pipe.sink().awaitWritable(Until.in(MOMENT));
                }));
            }
            Await.until("bytes have come", () -> received.get() > 50_000 && calls.get() > 500);
            pipe.sink().close();
            pipe.source().close();
            for (Task<Boolean> task : tasks) {
                assertTrue(task.get());
            }
        }
        assertEquals(0, netpoll.registrations());
    }

    /** Repeats a call until an end that it uses is closed. Until then time may pass, and nothing else may happen. */
    private Task<Boolean> untilClosed(String what, AtomicInteger calls, Call call) {
        return run(what, () -> {
            while (true) {
                try {
                    call.run();
                } catch (ClosedChannelException closed) {
                    return;
                } catch (SocketTimeoutException late) {
                    // The next one may have better luck.
                }
                calls.incrementAndGet();
                LockSupport.parkNanos(1_000); // Some of these calls never wait, and others need a carrier too.
            }
        });
    }
}
