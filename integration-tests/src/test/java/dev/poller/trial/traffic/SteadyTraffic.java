// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.traffic;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Somebody who sends a few bytes each millisecond for as long as he is heard. A read that was told wrongly that there
 * is nothing goes on with what comes next: no kernel says so, and nothing else can end such a wait.
 */
final class SteadyTraffic implements Traffic {
    private static final int MESSAGE = 100;
    private static final int MESSAGES = 100;

    private final Netpoll netpoll;
    private final TcpListener listener;

    SteadyTraffic(Netpoll netpoll) throws IOException {
        this.netpoll = netpoll;
        listener = TcpListener.open(netpoll, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        netpoll.threadFactory("trial-steady-").newThread(this::accept).start();
    }

    private void accept() {
        while (netpoll.isOpen()) {
            try {
                TcpStream accepted = listener.accept();
                netpoll.newThread(accepted, () -> send(accepted)).start();
            } catch (java.nio.channels.ClosedChannelException closed) {
                return;
            } catch (IOException failed) {
                Pause.afterAFailure();
            }
        }
    }

    private static void send(TcpStream stream) {
        Content content = new Content(1);
        try (stream) {
            for (long position = 0; ; position += MESSAGE) {
                stream.write(content.bytes(position, MESSAGE));
                Pause.millis(1);
            }
        } catch (IOException nobodyHears) {
            return;
        }
    }

    @Override
    public long round(long seed) throws IOException {
        Content content = new Content(1);
        byte[] bytes = new byte[MESSAGE * 2];
        long position = 0;
        try (TcpStream stream = TcpStream.connect(netpoll, listener.localAddress())) {
            while (position < MESSAGE * MESSAGES) {
                int count = stream.read(bytes);
                if (count < 0) {
                    throw new EOFException("the end comes early");
                }
                content.check(position, bytes, count);
                position += count;
            }
        }
        return position;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
