// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import dev.poller.tck.Await;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Listens on a port and on a Unix socket, reads what it is asked, and never says a word. Used by the test's thread. */
final class SilentServer implements Closeable {
    private final Path socket;
    private final ServerSocketChannel tcp = ServerSocketChannel.open();
    private final ServerSocketChannel unix = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    private @Nullable SocketChannel taken;

    /** Both listen. */
    SilentServer(Path socket) throws IOException {
        this.socket = socket;
        tcp.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        unix.bind(UnixDomainSocketAddress.of(socket));
        tcp.configureBlocking(false);
        unix.configureBlocking(false);
    }

    int port() throws IOException {
        return ((InetSocketAddress) tcp.getLocalAddress()).getPort();
    }

    Path socket() {
        return socket;
    }

    /** Returns once somebody has connected and has said something. */
    void awaitAsked() throws Exception {
        ByteBuffer asked = ByteBuffer.allocate(1);
        Await.until("somebody connects", () -> {
            taken = tcp.accept();
            if (taken == null) {
                taken = unix.accept();
            }
            return taken != null;
        });
        SocketChannel connection = taken;
        Await.until("something is asked", () -> connection != null && connection.read(asked) > 0);
    }

    @Override
    public void close() throws IOException {
        SocketChannel connection = taken;
        if (connection != null) {
            connection.close();
        }
        tcp.close();
        unix.close();
        Files.deleteIfExists(socket);
    }
}
