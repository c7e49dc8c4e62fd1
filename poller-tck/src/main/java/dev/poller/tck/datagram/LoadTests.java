// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.datagram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.Cancellation;
import dev.poller.blocking.OperationCancelledException;
import dev.poller.blocking.Until;
import dev.poller.tck.Await;
import dev.poller.tck.Clause;
import dev.poller.tck.datagram.MessageEnd.Message;
import dev.poller.tck.fixture.OpenDescriptors;
import dev.poller.tck.fixture.Task;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Many threads and sockets at once, and nothing left of them. */
abstract class LoadTests extends DatagramFixture {
    private static final Duration MOMENT = Duration.ofMillis(1);

    @Test
    @Clause({"M1", "T16", "T17"})
    void manyThreadsOpenTalkAndCloseWithoutALeak() throws Exception {
        OpenDescriptors before = OpenDescriptors.now();
        List<Task<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            tasks.add(run("thread " + i, () -> {
                for (int round = 0; round < 8; round++) {
                    try (MessagePair pair = kind().connect(netpoll)) {
                        assertConnected(pair.client(), pair.server());
                        assertConnected(pair.server(), pair.client());
                    }
                }
            }));
        }
        for (Task<Boolean> task : tasks) {
            assertTrue(task.get());
        }
        assertEquals(0, netpoll.registrations());
        before.assertUnchanged();
    }

    @Test
    @Clause({"M3", "T7", "T17", "T21"})
    void allMethodsAtOnceUntilTheClose() throws Exception {
        for (int round = 0; round < 10; round++) {
            MessagePair pair = connect();
            Cancellation cancellation = new Cancellation();
            AtomicInteger received = new AtomicInteger();
            AtomicInteger calls = new AtomicInteger();
            List<Task<Boolean>> tasks = new ArrayList<>();
            for (MessageEnd end : new MessageEnd[] {pair.client(), pair.server()}) {
                for (int i = 0; i < 2; i++) {
                    tasks.add(untilClosed("sender " + i, calls, () -> end.send(message(), soon(cancellation))));
                    tasks.add(untilClosed("receiver " + i, calls, () -> receive(end, soon(cancellation), received)));
                }
                tasks.add(untilClosed("looker", calls, end::look));
            }
            Await.until("messages have come", () -> received.get() > 50 && calls.get() > 500);
            cancellation.cancel();
            int before = calls.get();
            Await.until("others go on", () -> calls.get() > before + 100);
            pair.client().close();
            pair.server().close();
            for (Task<Boolean> task : tasks) {
                assertTrue(task.get());
            }
        }
        assertEquals(0, netpoll.registrations());
    }

    private static Until soon(Cancellation cancellation) {
        return Until.in(MOMENT).orCancelled(cancellation);
    }

    /** Two bytes, which kinds without empty messages have too. */
    private static ByteBuffer message() {
        return message(1, 2);
    }

    private static void receive(MessageEnd end, Until until, AtomicInteger received) throws IOException {
        ByteBuffer target = ByteBuffer.allocate(9);
        Message message = end.receive(target, until);
        if (message.size() >= 0) {
            assertEquals(new Message(2, false), message);
            assertEquals(message(), target.flip());
            received.incrementAndGet();
        }
    }

    /** Repeats a call, which may end in every way that is promised, until its socket is closed. */
    private Task<Boolean> untilClosed(String what, AtomicInteger calls, Call call) {
        return run(what, () -> {
            while (true) {
                try {
                    call.run();
                } catch (ClosedChannelException closed) {
                    return;
                } catch (SocketTimeoutException | OperationCancelledException ended) {
                    // The next one may have better luck.
                } catch (SocketException gone) {
                    assertFalse(String.valueOf(gone.getMessage()).contains("EBADF"), gone::toString);
                }
                calls.incrementAndGet();
                LockSupport.parkNanos(1_000); // Some of these calls never wait, and others need a carrier too.
            }
        });
    }
}
