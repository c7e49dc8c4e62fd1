// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.serve;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpStream;
import dev.poller.blocking.ThreadKind;
import dev.poller.cli.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an echo server keeps for a connection that says nothing: the stream, its thread and the thread's frames. */
@Timeout(120)
class IdleMemoryTest {
    private static final int CONNECTIONS = 400;
    private static final long MOST_BYTES = 6 * 1024;

    @Test
    void anIdleConnectionHoldsNoBuffer() throws IOException {
        assumeTrue(ThreadKind.VIRTUAL.available(), "a platform thread's stack is not on the heap");
        assumeTrue(
                Limits.current().softOpenFiles().orElse(Long.MAX_VALUE) > 3 * CONNECTIONS, "too few descriptors here");
        ThreadFactory threads = ThreadKind.VIRTUAL.factory("echo-");
        List<SocketChannel> clients = new ArrayList<>();
        try (Netpoll netpoll = Netpoll.open();
                TcpListener listener =
                        TcpListener.open(netpoll, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            serve(listener, clients, threads, CONNECTIONS); // Loads what is loaded once.
            connect(listener, clients, CONNECTIONS);
            long before = heap();
            for (int i = CONNECTIONS; i < 2 * CONNECTIONS; i++) {
                accept(listener, threads);
                exchange(clients.get(i));
            }
            long each = (heap() - before) / CONNECTIONS;
            assertTrue(each < MOST_BYTES, () -> each + " bytes for an idle connection");
            assertTrue(each > 500, () -> each + " bytes: the connections are not there");
        } finally {
            for (SocketChannel client : clients) {
                client.close();
            }
        }
    }

    private static void serve(TcpListener listener, List<SocketChannel> clients, ThreadFactory threads, int count)
            throws IOException {
        connect(listener, clients, count);
        for (SocketChannel client : clients) {
            accept(listener, threads);
            exchange(client);
        }
    }

    private static void connect(TcpListener listener, List<SocketChannel> clients, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            clients.add(SocketChannel.open(listener.localAddress()));
        }
    }

    private static void accept(TcpListener listener, ThreadFactory threads) throws IOException {
        TcpStream stream = listener.accept();
        threads.newThread(() -> echo(stream)).start();
    }

    private static void echo(TcpStream stream) {
        try (stream) {
            new EchoHandler().serve(stream);
        } catch (ClosedChannelException ended) {
            // The runtime is closed while they are idle.
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void exchange(SocketChannel client) throws IOException {
        ByteBuffer message = ByteBuffer.allocate(64);
        client.write(message);
        message.clear();
        while (message.hasRemaining()) {
            assertTrue(client.read(message) > 0);
        }
    }

    /** The least of several looks: a collection may come before what it was to collect is unreachable. */
    private static long heap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}
