// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.server;

import dev.poller.UnixAddress;
import dev.poller.blocking.AcceptLoop;
import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Listener;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Scheduler;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpStream;
import dev.poller.blocking.UnixListener;
import dev.poller.blocking.datagram.DatagramBatch;
import dev.poller.blocking.datagram.UdpSocket;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Ours: a virtual thread per connection, over the provider and the binding that the system properties force. */
final class PollerServer implements BenchmarkServer {
    /** Messages that one call receives or sends at most. */
    private static final int BATCH = 64;

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
        if (exchange.route() == Route.UDP) {
            udp(exchange, ready);
            return;
        }
        Conversation conversation = new Conversation(exchange);
        try (Netpoll netpoll = Netpoll.options().scheduler(scheduler).open();
                Listener<? extends ByteStream> listener = listen(netpoll, exchange)) {
            ready.listening(
                    listener.localAddress() instanceof InetSocketAddress tcp ? tcp.getPort() : Route.ownNumber(),
                    "provider=" + netpoll.provider() + " binding=" + netpoll.binding() + " scheduler="
                            + scheduler.word());
            AcceptLoop.run(
                    listener,
                    stream -> netpoll.newThread(stream, () -> serve(netpoll, stream, exchange, conversation))
                            .start(),
                    failure -> System.err.println("accept: " + failure.getMessage()));
        }
    }

    /** All that has come is answered at once. */
    private void udp(Exchange exchange, Ready ready) throws IOException {
        try (Netpoll netpoll = Netpoll.options().scheduler(scheduler).open();
                UdpSocket socket =
                        UdpSocket.bind(netpoll, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            ready.listening(
                    socket.localAddress().getPort(),
                    "provider=" + netpoll.provider() + " binding=" + netpoll.binding() + " scheduler="
                            + scheduler.word());
            DatagramBatch batch = new DatagramBatch(BATCH, exchange.buffer());
            Thread thread = netpoll.threadFactory("udp-").newThread(() -> {
                try {
                    while (true) {
                        socket.receive(batch);
                        socket.send(batch);
                    }
                } catch (IOException broken) {
                    System.err.println("udp: " + broken.getMessage());
                }
            });
            thread.start();
            join(thread);
        }
    }

    static void join(Thread thread) throws InterruptedIOException {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("while it serves").initCause(interrupted);
        }
    }

    private static Listener<? extends ByteStream> listen(Netpoll netpoll, Exchange exchange) throws IOException {
        return exchange.route() == Route.UNIX
                ? UnixListener.open(netpoll, UnixAddress.of(Route.socketFile(Route.ownNumber())))
                : TcpListener.open(netpoll, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static void serve(Netpoll netpoll, ByteStream stream, Exchange exchange, Conversation conversation) {
        if (exchange.backend() == 0) {
            conversation.serve(new StreamWire(stream));
            return;
        }
        try (stream;
                ByteStream backend = TcpStream.connect(
                        netpoll, new InetSocketAddress(InetAddress.getLoopbackAddress(), exchange.backend()))) {
            if (exchange.route() == Route.HTTP) {
                Asking.serve(new StreamWire(stream), new StreamWire(backend));
                return;
            }
            netpoll.newThread(backend, () -> pass(backend, stream)).start();
            pass(stream, backend);
        } catch (IOException broken) {
            System.err.println("connection ended: " + broken.getMessage());
        }
    }

    /** All bytes, and the end; what breaks one direction closes the target, and so the other direction. */
    private static void pass(ByteStream source, ByteStream target) {
        try {
            source.transferTo(target);
            target.shutdownOutput();
        } catch (IOException broken) {
            Conversation.end(target);
        }
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
