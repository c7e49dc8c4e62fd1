// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.poller.tck.Clause;
import dev.poller.tck.Watchdog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What is read, written and waited for leaves nothing for the garbage collector, neither on the threads that do it nor
 * on the one that polls. On platform threads: what a virtual thread allocates when it parks is the JDK's.
 */
@EnabledOnOs(OS.LINUX)
@ExtendWith(Watchdog.class)
final class StreamAllocationIT {
    private static final int ROUNDS = 20_000;
    private static final int ATTEMPTS = 12;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private interface Turn {
        void take(TcpStream stream) throws IOException;
    }

    @Test
    @Clause("P6")
    void readsWritesAndWaits() throws Exception {
        byte[] bytes = new byte[64];
        assertNothingAllocated(stream -> read(stream, bytes), stream -> stream.write(bytes));
    }

    @Test
    @Clause("P6")
    void timedWaits() throws Exception {
        byte[] bytes = new byte[64];
        Duration far = Duration.ofMinutes(1);
        assertNothingAllocated(
                stream -> {
                    stream.setReadDeadline(far);
                    read(stream, bytes);
                },
                stream -> stream.write(bytes));
    }

    @Test
    @Clause("P6")
    void directBuffers() throws Exception {
        ThreadLocal<ByteBuffer> buffers = ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(64));
        assertNothingAllocated(
                stream -> {
                    ByteBuffer buffer = buffers.get().clear();
                    while (buffer.hasRemaining()) {
                        stream.read(buffer);
                    }
                },
                stream -> stream.write(buffers.get().clear()));
    }

    /** Repeats until the compiler has come so far. */
    private static void assertNothingAllocated(Turn read, Turn write) throws Exception {
        try (Netpoll netpoll = Netpoll.options()
                        .provider("epoll")
                        .handOver(NetpollOptions.NEVER)
                        .open();
                TcpListener listener = TcpListener.open(netpoll, FaultyNetpoll.ANY_PORT);
                TcpStream client = TcpStream.connect(netpoll, listener.localAddress());
                TcpStream server = listener.accept()) {
            long least = Long.MAX_VALUE;
            for (int attempt = 0; attempt < ATTEMPTS && least >= ROUNDS; attempt++) {
                least = Math.min(least, allocated(client, server, read, write));
            }
            long bytes = least;
            assertTrue(bytes < ROUNDS, () -> bytes + " bytes for " + ROUNDS + " round trips");
        }
    }

    /** Bytes that two threads and the loop allocated in as many round trips. */
    private static long allocated(TcpStream client, TcpStream server, Turn read, Turn write) throws Exception {
        long[] bytes = new long[2];
        List<Thread> players = new ArrayList<>();
        players.add(new Thread(() -> bytes[0] = play(client, write, read)));
        players.add(new Thread(() -> bytes[1] = play(server, read, write)));
        long loops = ofLoops();
        for (Thread player : players) {
            player.start();
        }
        for (Thread player : players) {
            player.join();
        }
        return bytes[0] + bytes[1] + ofLoops() - loops;
    }

    private static long play(TcpStream stream, Turn first, Turn second) {
        try {
            first.take(stream);
            second.take(stream);
            long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
            for (int i = 1; i < ROUNDS; i++) {
                first.take(stream);
                second.take(stream);
            }
            return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static long ofLoops() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("poller-loop-"))
                .mapToLong(thread -> THREADS.getThreadAllocatedBytes(thread.getId()))
                .sum();
    }

    private static void read(TcpStream stream, byte[] bytes) throws IOException {
        for (int done = 0; done < bytes.length; ) {
            done += stream.read(bytes, done, bytes.length - done);
        }
    }
}
