// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Listener;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.ThreadKind;
import dev.poller.tck.Await;
import dev.poller.tck.Descriptors;
import dev.poller.tck.Watchdog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A runtime for each test, connections on it, threads of the kind under test, and the check that nothing is left when
 * it is closed. Set up and taken down on JUnit's thread; the test runs on one of its own.
 */
@ExtendWith({Watchdog.class, OnSubjectThread.class})
abstract class StreamFixture {
    /** Providers and kinds whose classes are loaded: loading them opens descriptors that the JDK keeps. */
    private static final Set<String> WARM = ConcurrentHashMap.newKeySet();

    private final Queue<Task<?>> tasks = new ConcurrentLinkedQueue<>();
    private final List<Netpoll> others = new ArrayList<>();
    private ThreadFactory threads;
    private OpenDescriptors before;
    private int threadsBefore;
    Netpoll netpoll;

    abstract StreamSubject subject();

    @BeforeEach
    final void open() throws Exception {
        ThreadKind kind = subject().threads();
        assumeTrue(kind.available(), () -> "this Java has no " + kind + " threads");
        warmUp();
        before = OpenDescriptors.now();
        threadsBefore = pollerThreads();
        netpoll = anotherNetpoll();
        threads = subject().threads(netpoll, "task-");
    }

    @AfterEach
    final void closeAll() throws Exception {
        if (others.isEmpty()) {
            return; // Skipped: JUnit takes down also what was never set up.
        }
        others.forEach(Netpoll::close);
        for (Task<?> task : tasks) {
            task.awaitThreadEnd();
        }
        for (Netpoll other : others) {
            assertEquals(0, other.registrations(), "registrations left");
        }
        before.awaitUnchanged();
        Await.until("the poller's threads have ended", () -> pollerThreads() <= threadsBefore);
    }

    /** A runtime that is closed after the test. */
    final Netpoll anotherNetpoll() throws IOException {
        Netpoll opened = subject().options().open();
        others.add(opened);
        return opened;
    }

    /** Starts a call on a thread of the kind under test. */
    final <T> Task<T> start(String what, Callable<T> call) {
        Task<T> task = Task.start(what, threads, call);
        tasks.add(task);
        return task;
    }

    final Task<ByteStream> startAcceptor(Listener<?> listener) {
        return start("acceptor", listener::accept);
    }

    /** Starts a call that returns nothing. */
    final Task<Boolean> run(String what, Call call) {
        return start(what, () -> {
            call.run();
            return true;
        });
    }

    final Listener<?> listen() throws IOException {
        return subject().kind().listen(netpoll);
    }

    final Listener<?> listen(Netpoll on) throws IOException {
        return subject().kind().listen(on);
    }

    final Listener<?> listen(int backlog) throws IOException {
        return subject().kind().listen(netpoll, backlog);
    }

    final Pair connect() throws IOException {
        try (Listener<?> listener = listen()) {
            return connect(listener);
        }
    }

    /** A connection whose buffers hold a few kilobytes, so that a writer soon waits. */
    final Pair connectNarrow() throws IOException {
        return subject().kind().connectNarrow(netpoll);
    }

    final Pair connect(Listener<?> listener) throws IOException {
        ByteStream client = connectTo(listener);
        return new Pair(client, listener.accept());
    }

    final ByteStream connectTo(Listener<?> listener) throws IOException {
        return connectTo(netpoll, listener);
    }

    final ByteStream connectTo(Netpoll on, Listener<?> listener) throws IOException {
        return subject().kind().connect(on, listener);
    }

    /** What one writes the other reads: they are the ends of one connection. */
    static void assertConnected(ByteStream one, ByteStream other) throws IOException {
        byte[] message = Bytes.random(System.identityHashCode(one), 8);
        one.write(message);
        assertArrayEquals(message, Bytes.read(other, message.length));
    }

    /** Writes until the buffers of both ends are full and the writer waits. The data are zeros. */
    final Task<Boolean> startEndlessWriter(ByteStream stream) throws Exception {
        Task<Boolean> writer = run("an endless writer", () -> {
            byte[] zeros = new byte[64 * 1024];
            while (true) {
                stream.write(zeros);
            }
        });
        return writer.parked();
    }

    /** Makes the peer of this stream see a reset. */
    final void reset(ByteStream stream) throws IOException {
        StreamKind kind = subject().kind();
        assumeTrue(kind.hasResets(), () -> kind.name() + " has no resets");
        kind.reset(stream);
    }

    /** Returns once this much time has passed. */
    static void awaitElapsed(long sinceNanos, Duration time) throws Exception {
        Await.until(time + " have passed", () -> System.nanoTime() - sinceNanos >= time.toNanos());
    }

    private void warmUp() throws Exception {
        if (WARM.add(subject().provider() + " " + subject().kind().name())) {
            warmUpSockets();
            try (Netpoll first = subject().options().open();
                    Listener<?> listener = subject().kind().listen(first);
                    ByteStream stream = subject().kind().connect(first, listener)) {
                stream.write(new byte[1]);
                listener.accept().close();
            }
            Descriptors.awaitSettled();
        }
    }

    /** The first java.net.Socket that is closed opens a descriptor that the JDK keeps. */
    private static void warmUpSockets() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket peer = new Socket(server.getInetAddress(), server.getLocalPort())) {
            server.accept().close();
            peer.getOutputStream().flush();
        }
    }

    private static int pollerThreads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("poller-"))
                .count();
    }

    @FunctionalInterface
    interface Call {
        void run() throws Exception;
    }
}
