// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.server;

import dev.poller.blocking.AcceptLoop;
import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Scheduler;
import dev.poller.blocking.TcpListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Ours: a virtual thread per connection, over the provider and the binding that the system properties force. */
final class PollerServer implements BenchmarkServer {
    private final Scheduler scheduler;

    /**
     * Serves with a scheduler.
     *
     * @param scheduler who runs the virtual threads
     */
    PollerServer(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    @Override
    public void run(Exchange exchange, Ready ready) throws IOException {
        Conversation conversation = new Conversation(exchange);
        try (Netpoll netpoll = Netpoll.options().scheduler(scheduler).open();
                TcpListener listener =
                        TcpListener.open(netpoll, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            ready.listening(
                    listener.localAddress().getPort(),
                    "provider=" + netpoll.provider() + " binding=" + netpoll.binding() + " scheduler="
                            + scheduler.word());
            AcceptLoop.run(
                    listener,
                    stream -> netpoll.newThread(stream, () -> serve(stream, conversation))
                            .start(),
                    failure -> System.err.println("accept: " + failure.getMessage()));
        }
    }

    private static void serve(ByteStream stream, Conversation conversation) {
        conversation.serve(new StreamWire(stream));
    }

    private static final class StreamWire implements Wire {
        private final ByteStream stream;
        private Duration within = Duration.ZERO;

        StreamWire(ByteStream stream) {
            this.stream = stream;
        }

        @Override
        public ByteBuffer buffer(int size) {
            return ByteBuffer.allocateDirect(size);
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return stream.read(target);
        }

        @Override
        public void write(ByteBuffer source) throws IOException {
            stream.write(source);
        }

        @Override
        public void readWithin(int millis) {
            if (within.isZero()) {
                within = Duration.ofMillis(millis);
            }
            stream.setReadDeadline(within);
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
