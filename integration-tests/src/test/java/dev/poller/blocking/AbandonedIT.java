// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.tck.Await;
import dev.poller.tck.Clause;
import dev.poller.tck.Descriptors;
import dev.poller.tck.Threads;
import dev.poller.tck.Watchdog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes unreachable without being closed is closed. */
@ExtendWith(Watchdog.class)
final class AbandonedIT {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final Logger logger = Logger.getLogger("dev.poller.blocking.Netpoll");
    private final Queue<String> messages = new ConcurrentLinkedQueue<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord message) {
            messages.add(message.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void end() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    @Clause("T22")
    void aStreamIsClosedAndItsPeerSeesTheEnd(String provider) throws Exception {
        try (Netpoll netpoll = Netpoll.options().provider(provider).open();
                TcpListener listener = TcpListener.open(netpoll, ANY_PORT)) {
            abandonStream(netpoll, listener);
            try (TcpStream peer = listener.accept()) {
                collect("the stream is closed", () -> netpoll.registrations() == 2);
                assertEquals(-1, peer.read(new byte[1]));
            }
            assertTrue(netpoll.isOpen());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    @Clause("T22")
    void aListenerIsClosed(String provider) throws Exception {
        try (Netpoll netpoll = Netpoll.options().provider(provider).open()) {
            TcpListener.open(netpoll, ANY_PORT);
            collect("the listener is closed", () -> netpoll.registrations() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    @Clause("T22")
    void aRuntimeIsClosedWithAllThatIsOpenOnIt(String provider) throws Exception {
        Netpoll.options().provider(provider).open().close(); // Loads what keeps descriptors open.
        Map<String, Long> before = Descriptors.counts();
        int threads = pollerThreads();
        abandonRuntime(provider);
        collect("the runtime is closed", () -> Descriptors.counts().equals(before) && pollerThreads() == threads);
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    @Clause("T22")
    void aStreamThatIsOnlyUsedByAWaitingCallStaysOpen(String provider) throws Exception {
        try (Netpoll netpoll = Netpoll.options().provider(provider).open();
                TcpListener listener = TcpListener.open(netpoll, ANY_PORT)) {
            CompletableFuture<Integer> outcome = new CompletableFuture<>();
            Thread reader = startReader(netpoll, listener, outcome);
            try (TcpStream peer = listener.accept()) {
                Threads.awaitParked(reader);
                for (int i = 0; i < 3; i++) {
                    System.gc();
                }
                peer.write(new byte[] {7});
                assertEquals(1, outcome.get(10, TimeUnit.SECONDS));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    @Clause("T22")
    void whatIsClosedIsNotReported(String provider) throws Exception {
        try (Netpoll netpoll = Netpoll.options().provider(provider).open();
                TcpListener listener = TcpListener.open(netpoll, ANY_PORT)) {
            TcpStream.connect(netpoll, listener.localAddress()).close();
            listener.accept().close();
            messages.clear();
            TcpListener.open(netpoll, ANY_PORT); // This one tells when the others would have been seen too.
            collect("the listener is closed", () -> netpoll.registrations() == 1);
        }
        assertTrue(messages.stream().noneMatch(message -> message.contains("stream")), messages::toString);
    }

    private static void abandonStream(Netpoll netpoll, TcpListener listener) throws IOException {
        TcpStream.connect(netpoll, listener.localAddress()).write(new byte[0]);
    }

    private static void abandonRuntime(String provider) throws IOException {
        Netpoll netpoll = Netpoll.options().provider(provider).open();
        TcpListener listener = TcpListener.open(netpoll, ANY_PORT);
        TcpStream.connect(netpoll, listener.localAddress());
        listener.accept();
    }

    private static Thread startReader(Netpoll netpoll, TcpListener listener, CompletableFuture<Integer> outcome) {
        InetSocketAddress address = listener.localAddress();
        Thread reader = ThreadKind.PLATFORM.factory("reader-").newThread(() -> {
            try {
                outcome.complete(TcpStream.connect(netpoll, address).read(new byte[1]));
            } catch (IOException failure) {
                outcome.completeExceptionally(failure);
            }
        });
        reader.start();
        return reader;
    }

    /** Two collections are enough. */
    private static void collect(String what, Await.Condition condition) throws Exception {
        System.gc();
        System.gc();
        Await.until(what, condition);
    }

    private static int pollerThreads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("poller-"))
                .count();
    }
}
