// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.blocking.ListenOptions;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpStream;
import dev.poller.blocking.ThreadKind;
import dev.poller.tck.Await;
import dev.poller.tck.Descriptors;
import dev.poller.tck.Watchdog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
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
    static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    /** Providers whose classes are loaded: loading them opens descriptors that the JDK keeps. */
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

    /** Starts a call that returns nothing. */
    final Task<Boolean> run(String what, Call call) {
        return start(what, () -> {
            call.run();
            return true;
        });
    }

    final TcpListener listen() throws IOException {
        return TcpListener.open(netpoll, ANY_PORT);
    }

    final TcpListener listen(int backlog) throws IOException {
        return TcpListener.open(netpoll, ANY_PORT, new ListenOptions(backlog, true));
    }

    final Pair connect() throws IOException {
        try (TcpListener listener = listen()) {
            return connect(listener);
        }
    }

    /** A connection whose buffers hold a few kilobytes, so that a writer soon waits. */
    final Pair connectNarrow() throws IOException {
        try (TcpListener listener = listen()) {
            listener.setOption(StandardSocketOptions.SO_RCVBUF, NARROW);
            Pair pair = connect(listener);
            pair.client().setOption(StandardSocketOptions.SO_SNDBUF, NARROW);
            pair.server().setOption(StandardSocketOptions.SO_SNDBUF, NARROW);
            pair.client().setOption(StandardSocketOptions.SO_RCVBUF, NARROW);
            return pair;
        }
    }

    final Pair connect(TcpListener listener) throws IOException {
        TcpStream client = TcpStream.connect(netpoll, listener.localAddress());
        return new Pair(client, listener.accept());
    }

    /** Writes until the buffers of both ends are full and the writer waits. The data are zeros. */
    final Task<Boolean> startEndlessWriter(TcpStream stream) throws Exception {
        Task<Boolean> writer = run("an endless writer", () -> {
            byte[] zeros = new byte[64 * 1024];
            while (true) {
                stream.write(zeros);
            }
        });
        return writer.parked();
    }

    /** Makes the peer of this stream see a reset. */
    static void reset(TcpStream stream) throws IOException {
        stream.setOption(StandardSocketOptions.SO_LINGER, 0);
        stream.close();
    }

    /** Returns once this much time has passed. */
    static void awaitElapsed(long sinceNanos, Duration time) throws Exception {
        Await.until(time + " have passed", () -> System.nanoTime() - sinceNanos >= time.toNanos());
    }

    private void warmUp() throws Exception {
        String provider = subject().provider();
        if (WARM.add(provider)) {
            warmUpSockets();
            try (Netpoll first = subject().options().open();
                    TcpListener listener = TcpListener.open(first, ANY_PORT);
                    TcpStream stream = TcpStream.connect(first, listener.localAddress())) {
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

    static final int NARROW = 4096;

    @FunctionalInterface
    interface Call {
        void run() throws Exception;
    }
}
