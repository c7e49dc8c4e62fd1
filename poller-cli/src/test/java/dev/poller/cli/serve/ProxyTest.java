// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.serve;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.cli.Address;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProxyTest {
    @Test
    void endOfOneSideIsPassedOnAndTheOtherGoesOn() throws IOException {
        try (ServerSocket upstream = upstream();
                RunningServer proxy = proxyTo(upstream.getLocalPort());
                Socket client = proxy.client()) {
            client.getOutputStream().write(1);
            client.shutdownOutput();
            try (Socket server = upstream.accept()) {
                assertEquals(1, server.getInputStream().read());
                assertEquals(-1, server.getInputStream().read());
                server.getOutputStream().write(2);
                assertEquals(2, client.getInputStream().read());
                server.shutdownOutput();
                assertEquals(-1, client.getInputStream().read());
            }
            proxy.awaitIdle();
        }
    }

    @Test
    void everyByteArrivesInOrder() throws IOException {
        byte[] bytes = new byte[5_000_000];
        new Random(42).nextBytes(bytes);
        try (ServerSocket upstream = upstream();
                RunningServer proxy = proxyTo(upstream.getLocalPort());
                Socket client = proxy.client();
                Socket server = upstream.accept()) {
            CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> sendAll(client, bytes));
            assertArrayEquals(bytes, server.getInputStream().readAllBytes());
            sent.join();
        }
    }

    @Test
    void refusedUpstreamIsOneLineAndTheProxyGoesOn() throws IOException {
        int port;
        try (ServerSocket closed = upstream()) {
            port = closed.getLocalPort();
        }
        try (RunningServer proxy = proxyTo(port)) {
            try (Socket client = proxy.client()) {
                assertEquals(-1, client.getInputStream().read());
            }
            proxy.awaitIdle();
            List<String> logged = proxy.logged();
            assertEquals(1, logged.size(), logged.toString());
            assertTrue(
                    logged.get(0).contains("cannot connect to 127.0.0.1:" + port + " for 127.0.0.1:"), logged.get(0));
            try (ServerSocket upstream = new ServerSocket()) {
                upstream.setReuseAddress(true);
                upstream.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                try (Socket client = proxy.client();
                        Socket server = upstream.accept()) {
                    client.getOutputStream().write(1);
                    assertEquals(1, server.getInputStream().read());
                }
            }
        }
    }

    @Test
    void resetOfOneSideClosesTheOther() throws IOException {
        try (ServerSocket upstream = upstream();
                RunningServer proxy = proxyTo(upstream.getLocalPort());
                Socket client = proxy.client()) {
            try (Socket server = upstream.accept()) {
                client.getOutputStream().write(1);
                assertEquals(1, server.getInputStream().read());
                server.setSoLinger(true, 0); // close sends a reset
            }
            assertEnds(client);
            proxy.awaitIdle();
        }
    }

    @Test
    void secondAddressOfANameIsTried() throws IOException {
        int refused;
        try (ServerSocket closed = upstream()) {
            refused = closed.getLocalPort();
        }
        try (ServerSocket upstream = upstream()) {
            Upstream both = new Upstream(
                    Address.parse("name:1"), List.of(loopback(refused), loopback(upstream.getLocalPort())));
            try (RunningServer proxy = new RunningServer(
                            (netpoll, workers, log) -> new ProxyHandler(netpoll, both, workers, log));
                    Socket client = proxy.client();
                    Socket server = upstream.accept()) {
                server.getOutputStream().write(3);
                assertEquals(3, client.getInputStream().read());
            }
        }
    }

    private static RunningServer proxyTo(int port) throws IOException {
        Address name = Address.parse("127.0.0.1:" + port);
        Upstream upstream = new Upstream(name, name.resolve());
        return new RunningServer((netpoll, workers, log) -> new ProxyHandler(netpoll, upstream, workers, log));
    }

    private static ServerSocket upstream() throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.bind(loopback(0));
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static void sendAll(Socket socket, byte[] bytes) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            socket.shutdownOutput();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether the end or the reset comes through is up to what the kernel still has to send. */
    private static void assertEnds(Socket client) throws IOException {
        try {
            assertEquals(-1, client.getInputStream().read());
        } catch (SocketException reset) {
            assertTrue(String.valueOf(reset.getMessage()).contains("reset"), reset.toString());
        }
    }
}
