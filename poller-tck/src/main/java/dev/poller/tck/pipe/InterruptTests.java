// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.pipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.process.Pipe;
import dev.poller.tck.Clause;
import dev.poller.tck.fixture.Task;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Interrupts end a wait and harm nothing else. */
abstract class InterruptTests extends PipeFixture {
    @Test
    @Clause({"D6", "T13"})
    void anInterruptEndsAWaitingReadAndThePipeGoesOn() throws Exception {
        Pipe pipe = open();
        InterruptedIOException thrown = startInterrupted(
                        "reader", () -> pipe.source().read(new byte[1]))
                .get();
        assertFalse(thrown instanceof SocketTimeoutException);
        assertTrue(pipe.source().isOpen());
        assertWorks(pipe);
    }

    @Test
    @Clause({"D6", "T5", "T13"})
    void anInterruptedWriteSaysHowMuchWentOut() throws Exception {
        Pipe pipe = open();
        byte[] bytes = random(4, LARGE);
        int written = startInterrupted("writer", () -> pipe.sink().write(bytes)).get().bytesTransferred;
        assertTrue(written > 0 && written < LARGE, "written " + written);
        Task<Boolean> rest = run("the rest", () -> pipe.sink().write(bytes, written, LARGE - written));
        assertTrue(Arrays.equals(bytes, read(pipe.source(), LARGE)));
        assertTrue(rest.get());
    }

    @Test
    @Clause({"D6", "T6", "T13"})
    void anInterruptEndsQueueingAndNotTheOneInFront() throws Exception {
        Pipe pipe = open();
        Task<Integer> first = startReader(pipe.source()).parked();
        startInterrupted("queued reader", () -> pipe.source().read(new byte[9])).get();
        first.parked();
        pipe.sink().write(new byte[2]);
        assertEquals(2, first.get());
    }

    @Test
    @Clause({"D6", "T13"})
    void withBytesReadyTheInterruptIsNotNoticed() throws Exception {
        Pipe pipe = open();
        pipe.sink().write(new byte[4]);
        read(pipe.source(), 1);
        Task<Boolean> reader = run("interrupted reader", () -> {
            Thread.currentThread().interrupt();
            assertEquals(3, pipe.source().read(new byte[9]));
            pipe.sink().write(new byte[5]);
            assertTrue(Thread.currentThread().isInterrupted(), "the status stays set");
        });
        assertTrue(reader.get());
        assertEquals(5, pipe.source().read(new byte[9]));
    }

    /** A call that is interrupted once it waits; its result is what it threw. */
    private Task<InterruptedIOException> startInterrupted(String what, Call call) throws Exception {
        Task<InterruptedIOException> task = start(what, () -> {
            InterruptedIOException thrown = assertThrows(InterruptedIOException.class, call::run);
            assertTrue(Thread.currentThread().isInterrupted(), "the status stays set");
            return thrown;
        });
        task.parked().interrupt();
        return task;
    }
}
