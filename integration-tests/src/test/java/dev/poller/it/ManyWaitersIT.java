// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpStream;
import dev.poller.blocking.ThreadKind;
import dev.poller.blocking.inspect.DescriptorState;
import dev.poller.tck.Clause;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** More threads than descriptors: they queue, and the end of the runtime ends them all. */
@EnabledOnOs(OS.LINUX)
final class ManyWaitersIT {
    private static final int THREADS = 100_000;
    private static final int DESCRIPTORS = 9_000;

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    @Clause({"T6", "T14"})
    void allThatQueueEndWithTheirRuntime() throws Exception {
        assumeTrue(ThreadKind.VIRTUAL.available(), "this Java has no virtual threads");
        assumeTrue(mostDescriptors() > DESCRIPTORS + 1000, "this process may not have so many descriptors");
        CountDownLatch ended = new CountDownLatch(THREADS);
        AtomicInteger closed = new AtomicInteger();
        ThreadFactory threads = ThreadKind.VIRTUAL.factory("waits-");
        Netpoll used;
        try (Netpoll netpoll = Netpoll.options().provider("epoll").open()) {
            List<TcpStream> streams = open(netpoll);
            for (int i = 0; i < THREADS; i++) {
                TcpStream stream = streams.get(i % DESCRIPTORS);
                threads.newThread(() -> {
                            if (readsUntilClosed(stream)) {
                                closed.incrementAndGet();
                            }
                            ended.countDown();
                        })
                        .start();
            }
            while (waiting(netpoll) < THREADS) {
                Thread.onSpinWait(); // The look at them all takes long enough.
            }
            used = netpoll;
        }
        ended.await();
        assertEquals(THREADS, closed.get());
        assertEquals(0, used.registrations());
    }

    private static List<TcpStream> open(Netpoll netpoll) throws IOException {
        List<TcpStream> streams = new ArrayList<>(DESCRIPTORS);
        try (TcpListener listener =
                TcpListener.open(netpoll, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            while (streams.size() < DESCRIPTORS) {
                streams.add(TcpStream.connect(netpoll, listener.localAddress(), Duration.ofSeconds(10)));
                streams.add(listener.accept());
            }
        }
        return streams;
    }

    private static boolean readsUntilClosed(TcpStream stream) {
        try {
            stream.read(new byte[1]);
            return false;
        } catch (ClosedChannelException closed) {
            return true;
        } catch (IOException other) {
            return false;
        }
    }

    private static int waiting(Netpoll netpoll) {
        return netpoll.inspect().descriptors().stream()
                .map(DescriptorState::read)
                .mapToInt(read -> read.queued() + (read.thread().isPresent() ? 1 : 0))
                .sum();
    }

    private static long mostDescriptors() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return system instanceof UnixOperatingSystemMXBean unix ? unix.getMaxFileDescriptorCount() : 0;
    }
}
