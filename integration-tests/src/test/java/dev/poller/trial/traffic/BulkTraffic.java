// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.traffic;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpStream;
import dev.poller.blocking.server.Server;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;

/** So much at once that the server moves it within the kernel, written and read by two threads. */
final class BulkTraffic implements Traffic {
    private static final int TOTAL = 2_000_000;
    private static final int PIECE = 100_000;

    private final Netpoll netpoll;
    private final TcpListener listener;
    private final Server server;

    BulkTraffic(Netpoll netpoll, TcpListener listener) throws IOException {
        this.netpoll = netpoll;
        this.listener = listener;
        server = Server.open(listener, stream -> stream.transferTo(stream)).start();
    }

    @Override
    @SuppressWarnings("try") // closed early: the writer ends by it, if it has not yet
    public long round(long seed) throws IOException, InterruptedException {
        Content content = new Content(seed);
        try (TcpStream stream = TcpStream.connect(netpoll, listener.localAddress())) {
            Thread writer = netpoll.newThread(stream, () -> write(stream, content));
            writer.start();
            try {
                return read(stream, content);
            } finally {
                stream.close();
                writer.join();
            }
        }
    }

    private static void write(TcpStream stream, Content content) {
        try {
            writeAll(stream, content);
        } catch (IOException failed) {
            end(stream);
        }
    }

    private static void writeAll(TcpStream stream, Content content) throws IOException {
        for (int position = 0; position < TOTAL; position += PIECE) {
            stream.write(content.bytes(position, PIECE));
        }
        stream.shutdownOutput();
    }

    /** Or else the server would wait for what does not come, and the reader for the server. */
    private static void end(TcpStream stream) {
        try {
            stream.close();
        } catch (IOException closed) {
            return;
        }
    }

    private static long read(TcpStream stream, Content content) throws IOException {
        byte[] bytes = new byte[PIECE];
        long position = 0;
        for (int count = stream.read(bytes); count >= 0; count = stream.read(bytes)) {
            content.check(position, bytes, count);
            position += count;
        }
        if (position != TOTAL) {
            throw new EOFException("the end comes after " + position + " bytes");
        }
        return position;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        server.shutdown(Duration.ofSeconds(1));
    }
}
