// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.server;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * Twice as many virtual threads as carriers compute without end, while a platform thread reads what another one sends.
 * Prints the 99th percentile of the time from a send to the return of the read, in milliseconds. The entry of a
 * process.
 */
public final class BusyCarriers {
    private static final int COUNTED = 200;
    private static final int WARM_UP = 50;
    private static final Duration PAUSE = Duration.ofMillis(10);

    @SuppressWarnings("UnusedVariable") // A place for the results of computing, so that it is done.
    private static volatile long sink;

    private BusyCarriers() {}

    /** Measures once, in about three seconds. */
    public static void main(String[] arguments) throws IOException {
        try (Netpoll netpoll = Netpoll.open();
                TcpListener listener =
                        TcpListener.open(netpoll, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                ByteStream sender = TcpStream.connect(netpoll, listener.localAddress());
                ByteStream receiver = listener.accept()) {
            for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
                Thread.startVirtualThread(BusyCarriers::compute);
            }
            Thread.ofPlatform().daemon().start(() -> send(sender));
            System.out.printf("%.3f%n", receive(receiver).getValueAtPercentile(99) / 1e6);
            System.out.flush();
            Runtime.getRuntime().halt(0); // Those who compute do not end.
        }
    }

    private static void compute() {
        for (long i = 0; ; i++) {
            sink = i * 31;
        }
    }

    private static void send(ByteStream sender) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(Long.BYTES);
        try {
            while (true) {
                sender.write(buffer.clear().putLong(0, System.nanoTime()));
                Thread.sleep(PAUSE);
            }
        } catch (IOException | InterruptedException end) {
            System.err.println("sending ended: " + end.getMessage());
        }
    }

    private static Histogram receive(ByteStream receiver) throws IOException {
        Histogram nanos = new Histogram(3);
        ByteBuffer buffer = ByteBuffer.allocateDirect(Long.BYTES);
        for (int i = 0; i < WARM_UP + COUNTED; i++) {
            buffer.clear();
            while (buffer.hasRemaining()) {
                if (receiver.read(buffer) < 0) {
                    throw new IOException("the sender has ended");
                }
            }
            if (i >= WARM_UP) {
                nanos.recordValue(System.nanoTime() - buffer.getLong(0));
            }
        }
        return nanos;
    }
}
