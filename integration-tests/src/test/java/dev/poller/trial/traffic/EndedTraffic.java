// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.traffic;

import dev.poller.blocking.Cancellation;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.OperationCancelledException;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpStream;
import dev.poller.blocking.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;

/** Waits that a deadline, a cancellation and a close end, while nothing comes. */
final class EndedTraffic implements Traffic {
    private final Netpoll netpoll;
    private final TcpListener listener;

    EndedTraffic(Netpoll netpoll) throws IOException {
        this.netpoll = netpoll;
        listener = TcpListener.open(netpoll, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** What is read from; the other end is whoever accepts it here, and says nothing. */
    @Override
    public long round(long seed) throws IOException, InterruptedException {
        try (TcpStream stream = TcpStream.connect(netpoll, listener.localAddress());
                TcpStream silent = listener.accept(Until.in(Duration.ofSeconds(2)))) {
            switch ((int) (seed & 3)) {
                case 0 -> byUntil(stream);
                case 1 -> byDeadline(stream);
                case 2 -> byCancellation(stream);
                default -> byClose(silent);
            }
        }
        return 0;
    }

    private static void byUntil(TcpStream stream) throws IOException {
        try {
            nothing(stream, Until.in(Duration.ofMillis(2)));
        } catch (SocketTimeoutException asItShould) {
            return;
        }
    }

    private void byDeadline(TcpStream stream) throws IOException, InterruptedException {
        Thread mover = beside(() -> stream.setReadDeadline(Duration.ofMillis(1)));
        try {
            nothing(stream, Until.FOREVER);
        } catch (SocketTimeoutException asItShould) {
            return;
        } finally {
            mover.join();
        }
    }

    private void byCancellation(TcpStream stream) throws IOException, InterruptedException {
        Cancellation cancellation = new Cancellation();
        Thread canceller = beside(cancellation::cancel);
        try {
            nothing(stream, Until.cancelled(cancellation));
        } catch (OperationCancelledException asItShould) {
            return;
        } finally {
            canceller.join();
        }
    }

    private void byClose(TcpStream stream) throws IOException, InterruptedException {
        Thread closer = beside(() -> {
            try {
                stream.close();
            } catch (IOException closed) {
                return;
            }
        });
        try {
            nothing(stream, Until.FOREVER);
        } catch (ClosedChannelException asItShould) {
            return;
        } finally {
            closer.join();
        }
    }

    private Thread beside(Runnable task) {
        Thread thread = netpoll.threadFactory("trial-ender-").newThread(task);
        thread.start();
        return thread;
    }

    private static void nothing(TcpStream stream, Until until) throws IOException {
        int count = stream.read(new byte[1], 0, 1, until);
        if (count > 0) {
            throw new WrongBytesException("something came that nobody sent");
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
