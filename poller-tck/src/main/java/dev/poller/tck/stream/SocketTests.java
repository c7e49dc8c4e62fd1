// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.Cancellation;
import dev.poller.blocking.OperationCancelledException;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpSocket;
import dev.poller.blocking.TcpStream;
import dev.poller.blocking.Until;
import dev.poller.tck.Clause;
import dev.poller.tck.fixture.OpenDescriptors;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Sockets before they connect or listen, names, and how failures read. */
abstract class SocketTests extends TcpFixture {
    @Test
    @Clause("T23")
    void optionsAndALocalAddressAreSetBeforeConnecting() throws Exception {
        TcpListener listener = listenTcp();
        try (TcpSocket socket = TcpSocket.open(netpoll, StandardProtocolFamily.INET)) {
            socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true).bind(ANY_PORT);
            InetSocketAddress local = socket.localAddress();
            assertTrue(local.getPort() > 0);
            TcpStream stream = socket.connect(listener.localAddress(), Until.FOREVER);
            assertEquals(local, stream.localAddress());
            assertEquals(local, listener.accept().remoteAddress());
            assertTrue(stream.getOption(StandardSocketOptions.SO_KEEPALIVE));
            assertThrows(ClosedChannelException.class, () -> socket.bind(ANY_PORT));
        }
    }

    @Test
    @Clause("T23")
    void optionsAndALocalAddressAreSetBeforeListening() throws Exception {
        try (TcpSocket socket = TcpSocket.open(netpoll, StandardProtocolFamily.INET)) {
            socket.setOption(StandardSocketOptions.SO_RCVBUF, 32_768)
                    .setOption(StandardSocketOptions.SO_REUSEADDR, true)
                    .bind(ANY_PORT);
            InetSocketAddress local = socket.localAddress();
            TcpListener listener = socket.listen(5);
            assertEquals(local, listener.localAddress());
            assertTrue(listener.getOption(StandardSocketOptions.SO_RCVBUF) >= 32_768);
            TcpPair pair = connectTcp(listener);
            assertConnected(pair.client(), pair.server());
        }
    }

    @Test
    @Clause("T23")
    void aSocketOfBothFamiliesReachesIpv4AndIsReachedByIt() throws Exception {
        TcpListener listener = listenTcp();
        try (TcpSocket socket = TcpSocket.open(netpoll);
                TcpSocket listening = TcpSocket.open(netpoll)) {
            TcpStream stream = socket.connect(listener.localAddress(), Until.in(Duration.ofSeconds(10)));
            assertConnected(stream, listener.accept());
            TcpListener everywhere = listening.listen(5);
            InetSocketAddress four = new InetSocketAddress(
                    InetAddress.getByAddress(new byte[] {127, 0, 0, 1}),
                    everywhere.localAddress().getPort());
            assertConnected(TcpStream.connect(netpoll, four), everywhere.accept());
        }
    }

    @Test
    @Clause("T23")
    void smallWritesGoOutAtOnceUnlessToldOtherwise() throws Exception {
        TcpPair pair = connectTcp();
        assertTrue(pair.client().getOption(StandardSocketOptions.TCP_NODELAY));
        assertTrue(pair.server().getOption(StandardSocketOptions.TCP_NODELAY));
        pair.client().setOption(StandardSocketOptions.TCP_NODELAY, false);
        assertFalse(pair.client().getOption(StandardSocketOptions.TCP_NODELAY));
    }

    @Test
    @Clause("T23")
    void everyOptionReadsBackAsItWasSet() throws Exception {
        TcpStream stream = connectTcp().client();
        assertTrue(stream.supportedOptions().contains(StandardSocketOptions.SO_KEEPALIVE));
        for (SocketOption<?> option : stream.supportedOptions()) {
            if (!option.equals(StandardSocketOptions.SO_SNDBUF) // Linux doubles these
                    && !option.equals(StandardSocketOptions.SO_RCVBUF)
                    && !option.name().equals("SO_INCOMING_NAPI_ID")) { // can only be read
                setAgain(stream, option);
            }
        }
    }

    private static <T> void setAgain(TcpStream stream, SocketOption<T> option) throws IOException {
        T value = stream.getOption(option);
        stream.setOption(option, value);
        assertEquals(value, stream.getOption(option), option.name());
    }

    @Test
    @Clause("T23")
    void anOptionThatThereIsNotIsRefusedByName() throws Exception {
        try (TcpSocket socket = TcpSocket.open(netpoll)) {
            UnsupportedOperationException refused = assertThrows(
                    UnsupportedOperationException.class,
                    () -> socket.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 3));
            assertTrue(String.valueOf(refused.getMessage()).contains("IP_MULTICAST_TTL"), refused.toString());
        }
    }

    @Test
    @Clause({"T17", "T23"})
    void aSocketThatIsNotUsedLeavesNothing() throws Exception {
        OpenDescriptors before = OpenDescriptors.now();
        TcpSocket socket = TcpSocket.open(netpoll);
        socket.bind(new InetSocketAddress(0));
        socket.close();
        socket.close();
        assertThrows(ClosedChannelException.class, () -> socket.listen(1));
        before.assertUnchanged();
    }

    @Test
    @Clause({"T14", "T17", "T23"})
    void onAClosedRuntimeASocketLeavesNothing() throws Exception {
        InetSocketAddress nobody = listenTcp().localAddress();
        netpoll.close();
        OpenDescriptors before = OpenDescriptors.now();
        assertThrows(ClosedChannelException.class, () -> TcpStream.connect(netpoll, nobody));
        assertThrows(ClosedChannelException.class, () -> TcpListener.open(netpoll, ANY_PORT));
        before.assertUnchanged();
    }

    @Test
    @Clause("T21")
    void aCancelledConnectIsClosed() throws Exception {
        InetSocketAddress remote = listenTcp().localAddress();
        Cancellation given = new Cancellation();
        given.cancel();
        assertThrows(
                OperationCancelledException.class, () -> TcpStream.connect(netpoll, remote, Until.cancelled(given)));
        assertEquals(1, netpoll.registrations());
    }

    @Test
    @Clause("T24")
    void aNameIsTriedWithAllItsAddresses() throws Exception {
        TcpListener listener = listenTcp(); // on one family alone, whichever it is
        int port = listener.localAddress().getPort();
        TcpStream stream = netpoll.connect("localhost", port, Duration.ofSeconds(20));
        assertConnected(stream, listener.accept());
        listener.close();
        ConnectException refused =
                assertThrows(ConnectException.class, () -> netpoll.connect("localhost", port, Duration.ofSeconds(20)));
        for (InetAddress address : InetAddress.getAllByName("localhost")) {
            assertTrue(String.valueOf(refused.getMessage()).contains(address.getHostAddress()), refused.toString());
        }
        assertFalse(String.valueOf(refused.getMessage()).contains("\n"), refused.toString());
    }

    @Test
    @Clause("T24")
    void whatCannotBeAnAddressIsRefusedInOneLine() throws Exception {
        UnknownHostException unknown = assertThrows(
                UnknownHostException.class, () -> netpoll.connect("host.invalid", 80, Duration.ofSeconds(20)));
        assertTrue(String.valueOf(unknown.getMessage()).contains("host.invalid"), unknown.toString());
        ConnectException zero = assertThrows(ConnectException.class, () -> TcpStream.connect(netpoll, ANY_PORT));
        assertTrue(String.valueOf(zero.getMessage()).contains("port 0"), zero.toString());
        byte[] link = new byte[16];
        link[0] = (byte) 0xfe;
        link[1] = (byte) 0x80;
        link[15] = 1;
        InetSocketAddress unscoped = new InetSocketAddress(InetAddress.getByAddress(link), 80);
        ConnectException scope = assertThrows(ConnectException.class, () -> TcpStream.connect(netpoll, unscoped));
        assertTrue(String.valueOf(scope.getMessage()).contains("network interface"), scope.toString());
        assertThrows(BindException.class, () -> TcpListener.open(netpoll, unscoped));
        assertEquals(0, netpoll.registrations());
    }

    @Test
    @Clause("T25")
    void failuresNameTheCallAndTheAddress() throws Exception {
        TcpListener listener = listenTcp();
        String taken = "127.0.0.1:" + listener.localAddress().getPort();
        BindException inUse =
                assertThrows(BindException.class, () -> TcpListener.open(netpoll, listener.localAddress()));
        listener.close();
        ConnectException refused =
                assertThrows(ConnectException.class, () -> TcpStream.connect(netpoll, listener.localAddress()));
        assertTrue(String.valueOf(inUse.getMessage()).matches("(bind|listen): .*" + taken), inUse.toString());
        assertTrue(String.valueOf(refused.getMessage()).matches("connect: .*" + taken), refused.toString());
        if (!netpoll.binding().equals("none")) { // java.nio tells no errno
            assertTrue(String.valueOf(inUse.getMessage()).contains("EADDRINUSE ("), inUse.toString());
            assertTrue(String.valueOf(refused.getMessage()).contains("ECONNREFUSED ("), refused.toString());
        }
    }

    /** No stream can be connected to many at once; each system says so with an errno of its own. */
    @Test
    @Clause("T25")
    void anyFailureToConnectNamesTheAddress() {
        InetSocketAddress group = new InetSocketAddress("224.0.0.1", 9);
        IOException refused = assertThrows(
                IOException.class, () -> TcpStream.connect(netpoll, group, Until.in(Duration.ofSeconds(20))));
        assertTrue(String.valueOf(refused.getMessage()).matches("connect: .*: 224\\.0\\.0\\.1:9"), refused.toString());
    }
}
