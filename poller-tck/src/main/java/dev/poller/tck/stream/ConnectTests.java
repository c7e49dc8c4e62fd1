// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpStream;
import dev.poller.tck.Clause;
import dev.poller.tck.fixture.OpenDescriptors;
import dev.poller.tck.fixture.Task;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.AsynchronousCloseException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Connecting, and failing to. */
abstract class ConnectTests extends TcpFixture {
    private static final InetAddress V4 = address(127, 0, 0, 1);
    private static final InetAddress V6 = address(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);

    @Test
    @Clause("T11")
    void connectToAPortWhereNobodyListensIsRefused() throws Exception {
        InetSocketAddress nobody = closedPort();
        OpenDescriptors before = OpenDescriptors.now();
        for (int i = 0; i < 10; i++) {
            ConnectException refused = assertThrows(ConnectException.class, () -> TcpStream.connect(netpoll, nobody));
            assertTrue(refused.toString().contains(String.valueOf(nobody.getPort())), refused.toString());
            assertThrows(ConnectException.class, () -> TcpStream.connect(netpoll, nobody, Duration.ofMinutes(1)));
        }
        assertEquals(0, netpoll.registrations());
        before.assertUnchanged();
    }

    @Test
    @Clause({"T4", "T11"})
    void connectTimesOutAndNotEarly() throws Exception {
        InetSocketAddress full = fullBacklog();
        int registrations = netpoll.registrations();
        OpenDescriptors before = OpenDescriptors.now();
        Duration timeout = Duration.ofMillis(50);
        long start = System.nanoTime();
        SocketTimeoutException thrown =
                assertThrows(SocketTimeoutException.class, () -> TcpStream.connect(netpoll, full, timeout));
        assertTrue(System.nanoTime() - start >= timeout.toNanos());
        assertEquals("Connect timed out", thrown.getMessage());
        assertEquals(registrations, netpoll.registrations());
        before.assertUnchanged();
    }

    @Test
    @Clause({"T4", "T11"})
    void connectWithoutTimeTimesOut() throws Exception {
        TcpListener listener = listenTcp();
        for (Duration none :
                new Duration[] {Duration.ZERO, Duration.ofSeconds(-1), Duration.ofSeconds(Long.MIN_VALUE)}) {
            SocketTimeoutException thrown = assertThrows(
                    SocketTimeoutException.class, () -> TcpStream.connect(netpoll, listener.localAddress(), none));
            assertEquals("Connect timed out", thrown.getMessage());
        }
        assertEquals(1, netpoll.registrations());
    }

    @Test
    @Clause("T11")
    void theTimeoutOfConnectEndsWithIt() throws Exception {
        TcpListener listener = listenTcp();
        long start = System.nanoTime();
        Duration timeout = Duration.ofMillis(300);
        TcpStream client = TcpStream.connect(netpoll, listener.localAddress(), timeout);
        TcpStream huge = TcpStream.connect(netpoll, listener.localAddress(), Duration.ofSeconds(Long.MAX_VALUE));
        hold(listener.accept());
        Task<Integer> reader = start("reader", () -> client.read(new byte[1])).parked();
        awaitElapsed(start, timeout.plusMillis(50));
        client.write(new byte[1]);
        huge.write(new byte[1]);
        reader.parked();
        client.shutdownInput();
        assertEquals(-1, reader.get());
    }

    @Test
    @Clause({"T11", "T13"})
    void anInterruptEndsAWaitingConnectAndLeavesNothingOpen() throws Exception {
        InetSocketAddress full = fullBacklog();
        int registrations = netpoll.registrations();
        OpenDescriptors before = OpenDescriptors.now();
        Task<TcpStream> connector =
                start("connector", () -> TcpStream.connect(netpoll, full)).parked();
        connector.interrupt();
        connector.failure(InterruptedIOException.class);
        assertEquals(registrations, netpoll.registrations());
        before.assertUnchanged();
    }

    @Test
    @Clause({"T7", "T14"})
    void closingTheRuntimeEndsAWaitingConnect() throws Exception {
        InetSocketAddress full = fullBacklog();
        Task<TcpStream> connector =
                start("connector", () -> TcpStream.connect(netpoll, full)).parked();
        netpoll.close();
        connector.failure(AsynchronousCloseException.class);
    }

    @Test
    @Clause("T11")
    void anUnresolvedNameIsUnknown() throws Exception {
        InetSocketAddress unresolved = InetSocketAddress.createUnresolved("host.invalid", 80);
        assertThrows(UnknownHostException.class, () -> TcpStream.connect(netpoll, unresolved));
        assertThrows(UnknownHostException.class, () -> TcpStream.connect(netpoll, unresolved, Duration.ofSeconds(1)));
        assertThrows(UnknownHostException.class, () -> TcpListener.open(netpoll, unresolved));
        assertEquals(0, netpoll.registrations());
    }

    /**
     * A socket that connects to the very port the kernel just gave it meets itself (simultaneous open). The kernel goes
     * through its ports, so connecting to one of them again and again gets there.
     */
    @Test
    @Clause("T11")
    void aSocketThatConnectedToItselfIsRefused() throws Exception {
        TcpPair pair = connectTcp();
        InetSocketAddress port = pair.client().localAddress();
        resetTcp(pair.client());
        pair.server().close();
        long start = System.nanoTime();
        for (int i = 0;
                i < 60_000 && System.nanoTime() - start < Duration.ofSeconds(20).toNanos();
                i++) {
            ConnectException refused = assertThrows(ConnectException.class, () -> TcpStream.connect(netpoll, port));
            if (refused.toString().contains("itself")) {
                assertEquals(0, netpoll.registrations());
                return;
            }
        }
        abort("this kernel never chose the port that was connected to");
    }

    @Test
    @Clause("T1")
    void bothEndsNameTheSameAddressesOverIpv4() throws Exception {
        assertAddresses(V4, V4);
    }

    @Test
    @Clause("T1")
    void bothEndsNameTheSameAddressesOverIpv6() throws Exception {
        assumeIpv6();
        assertAddresses(V6, V6);
    }

    @Test
    @Clause("T1")
    void aListenerOnAllAddressesTakesIpv4AndIpv6() throws Exception {
        assumeIpv6();
        InetSocketAddress all = new InetSocketAddress(0);
        try (TcpListener listener = TcpListener.open(netpoll, all)) {
            assertTrue(listener.localAddress().getAddress().isAnyLocalAddress());
            int port = listener.localAddress().getPort();
            TcpPair four = connectTo(listener, new InetSocketAddress(V4, port));
            assertTrue(four.server().remoteAddress().getAddress() instanceof Inet4Address);
            TcpPair six = connectTo(listener, new InetSocketAddress(V6, port));
            assertTrue(six.server().remoteAddress().getAddress() instanceof Inet6Address);
        }
    }

    @Test
    @Clause("T1")
    void connectToTheWildcardAddressReachesThisMachine() throws Exception {
        try (TcpListener listener = TcpListener.open(netpoll, new InetSocketAddress(0))) {
            InetSocketAddress wildcard =
                    new InetSocketAddress(listener.localAddress().getPort());
            TcpStream client = TcpStream.connect(netpoll, wildcard);
            assertTrue(client.remoteAddress().getAddress().isLoopbackAddress());
            listener.accept();
        }
    }

    private void assertAddresses(InetAddress listen, InetAddress connect) throws IOException {
        try (TcpListener listener = TcpListener.open(netpoll, new InetSocketAddress(listen, 0))) {
            int port = listener.localAddress().getPort();
            assertNotEquals(0, port);
            connectTo(listener, new InetSocketAddress(connect, port));
        }
    }

    private TcpPair connectTo(TcpListener listener, InetSocketAddress remote) throws IOException {
        TcpPair pair = new TcpPair(TcpStream.connect(netpoll, remote), listener.accept());
        assertEquals(remote, pair.client().remoteAddress());
        assertEquals(remote, pair.server().localAddress());
        assertEquals(pair.client().localAddress(), pair.server().remoteAddress());
        pair.client().write(new byte[] {1});
        assertEquals(1, pair.server().read(new byte[1]));
        return pair;
    }

    /**
     * An address whose listener takes no more connections, so that a connect waits. One that took its time may have
     * been slow for another reason, so it takes several in a row.
     */
    private InetSocketAddress fullBacklog() throws IOException {
        TcpListener listener = listenTcp(1);
        int waited = 0;
        for (int i = 0; i < 16 && waited < 3; i++) {
            try {
                TcpStream.connect(netpoll, listener.localAddress(), Duration.ofMillis(100));
                waited = 0;
            } catch (SocketTimeoutException full) {
                waited++;
            } catch (ConnectException refused) {
                return abort("this kernel refuses connections when the backlog is full");
            }
        }
        return waited == 3 ? listener.localAddress() : abort("this kernel takes more connections than the backlog");
    }

    private InetSocketAddress closedPort() throws IOException {
        try (TcpListener listener = listenTcp()) {
            return listener.localAddress();
        }
    }

    private static void assumeIpv6() throws IOException {
        assumeTrue(NetworkInterface.getByInetAddress(V6) != null, "this machine has no IPv6 loopback address");
    }

    private static InetAddress address(int... bytes) {
        byte[] address = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            address[i] = (byte) bytes[i];
        }
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
