// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.poller.blocking.server.Server;
import dev.poller.tck.Clause;
import dev.poller.tck.Descriptors;
import dev.poller.tck.Threads;
import dev.poller.tck.Watchdog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** The poll itself fails: everybody is told, and nobody hangs. */
@EnabledOnOs(OS.LINUX)
@ExtendWith(Watchdog.class)
final class PollFailureIT {
    private final IOException failure = new IOException("epoll_wait: EIO");

    @Test
    @Clause("T15")
    void everyWaitingCallFailsWithTheCause() throws Exception {
        try (FaultyNetpoll faulty = new FaultyNetpoll()) {
            TcpListener listener = faulty.listen();
            TcpStream client = faulty.connect(listener);
            TcpStream server = listener.accept();
            List<FutureTask<Object>> waiting = new ArrayList<>();
            waiting.add(startParked(() -> client.read(new byte[1])));
            waiting.add(startParked(() -> client.read(new byte[1])));
            waiting.add(startParked(listener::accept));
            waiting.add(startParked(() -> {
                client.write(new byte[50_000_000]);
                return "written";
            }));
            faulty.failPoll(failure);
            for (FutureTask<Object> task : waiting) {
                ExecutionException thrown =
                        assertThrows(ExecutionException.class, () -> task.get(10, TimeUnit.SECONDS));
                assertCause(assertInstanceOf(IOException.class, thrown.getCause()));
            }
            server.close(); // not before: abandoned it would have been
        }
    }

    @Test
    @Clause("T15")
    void everyLaterCallFailsWithTheCause() throws Exception {
        try (FaultyNetpoll faulty = new FaultyNetpoll()) {
            TcpListener listener = faulty.listen();
            TcpStream client = faulty.connect(listener);
            FutureTask<Object> reader = startParked(() -> client.read(new byte[1]));
            faulty.failPoll(failure);
            assertThrows(ExecutionException.class, () -> reader.get(10, TimeUnit.SECONDS));
            assertCause(assertThrows(IOException.class, () -> client.read(new byte[1])));
            assertCause(assertThrows(IOException.class, () -> client.write(new byte[1])));
            assertCause(assertThrows(IOException.class, listener::accept));
            assertCause(assertThrows(IOException.class, () -> faulty.connect(listener)));
            assertCause(assertThrows(IOException.class, faulty::listen));
        }
    }

    @Test
    @Clause({"T15", "T17"})
    void theBrokenRuntimeClosesWithoutALeak() throws Exception {
        Map<String, Long> before = Descriptors.counts();
        try (FaultyNetpoll faulty = new FaultyNetpoll()) {
            TcpListener listener = faulty.listen();
            faulty.connect(listener);
            FutureTask<Object> acceptor = startParked(() -> {
                listener.accept();
                return listener.accept();
            });
            faulty.failPoll(failure);
            assertThrows(ExecutionException.class, () -> acceptor.get(10, TimeUnit.SECONDS));
        }
        assertEquals(before, Descriptors.counts());
    }

    @Test
    @Clause("T15")
    void theAcceptLoopEndsWithTheCauseInsteadOfTryingForEver() throws Exception {
        try (FaultyNetpoll faulty = new FaultyNetpoll()) {
            TcpListener listener = faulty.listen();
            FutureTask<Object> loop = startParked(() -> {
                AcceptLoop.run(listener, stream -> {}, retried -> {});
                return "ended as if the listener had been closed";
            });
            faulty.failPoll(failure);
            ExecutionException thrown = assertThrows(ExecutionException.class, () -> loop.get(10, TimeUnit.SECONDS));
            assertCause(assertInstanceOf(IOException.class, thrown.getCause()));
        }
    }

    @Test
    @Clause({"T15", "V6"})
    void aServerEndsWithTheCauseToo() throws Exception {
        try (FaultyNetpoll faulty = new FaultyNetpoll();
                Server server = Server.open(faulty.listen(), stream -> {})) {
            FutureTask<Object> run = startParked(() -> {
                server.run();
                return "ended as if it had been stopped";
            });
            faulty.failPoll(failure);
            ExecutionException thrown = assertThrows(ExecutionException.class, () -> run.get(10, TimeUnit.SECONDS));
            assertCause(assertInstanceOf(IOException.class, thrown.getCause()));
        }
    }

    private void assertCause(IOException thrown) {
        assertSame(failure, thrown.getCause(), thrown::toString);
    }

    private static FutureTask<Object> startParked(Callable<Object> call) throws Exception {
        FutureTask<Object> task = new FutureTask<>(call);
        Thread thread = ThreadKind.best().factory("waiting-").newThread(task);
        thread.start();
        Threads.awaitParked(thread);
        return task;
    }
}
