// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.poller.UnixAddress;
import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Cancellation;
import dev.poller.blocking.OperationCancelledException;
import dev.poller.blocking.UnixListener;
import dev.poller.blocking.UnixStream;
import dev.poller.blocking.Until;
import dev.poller.tck.Clause;
import dev.poller.tck.fixture.OpenDescriptors;
import dev.poller.tck.fixture.Task;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Addresses of Unix sockets, connecting to them, and failing to. */
abstract class UnixTests extends UnixFixture {
    @Test
    @Clause("U1")
    void bothEndsTellTheirAddressesAlsoAfterTheClose() throws Exception {
        UnixAddress address = UnixAddress.of(newFile());
        UnixListener listener = UnixListener.open(netpoll, address);
        UnixStream client = connectUnix(listener);
        UnixStream server = listener.accept();
        assertEquals(address, listener.localAddress());
        assertEquals(address, client.remoteAddress());
        assertEquals(address, server.localAddress());
        assertEquals(UnixAddress.UNNAMED, client.localAddress());
        assertEquals(UnixAddress.UNNAMED, server.remoteAddress());
        client.close();
        assertEquals(address, client.remoteAddress());
        assertEquals("UnixStream[unix: -> " + address + ", closed]", client.toString());
    }

    @Test
    @Clause("U1")
    void anAbstractNameNeedsNoFileAndIsFreeAfterTheClose() throws Exception {
        UnixAddress address =
                UnixAddress.ofAbstract("poller-test-" + ProcessHandle.current().pid());
        for (int i = 0; i < 2; i++) {
            try (UnixListener listener = UnixListener.open(netpoll, address)) {
                UnixStream client = connectUnix(listener);
                UnixStream server = listener.accept();
                assertConnected(client, server);
                assertEquals(address, server.localAddress());
                assertEquals(address, client.remoteAddress());
            } catch (UnsupportedOperationException refused) {
                assertTrue(String.valueOf(refused.getMessage()).contains("epoll"), refused::toString);
            } catch (SocketException notLinux) {
                assertTrue(String.valueOf(notLinux.getMessage()).contains("only Linux has"), notLinux::toString);
            }
        }
    }

    @Test
    @Clause("U1")
    void aSocketWithoutANameIsNothingToConnectToOrListenOn() {
        assertThrows(IllegalArgumentException.class, () -> UnixListener.open(netpoll, UnixAddress.UNNAMED));
        assertThrows(IllegalArgumentException.class, () -> UnixStream.connect(netpoll, UnixAddress.UNNAMED));
        assertEquals(0, netpoll.registrations());
    }

    @Test
    @Clause("U2")
    void whereNobodyListensConnectingIsRefusedByTheAddress() throws Exception {
        Path missing = newFile();
        Path regular = Files.createFile(newFile());
        Path directory = Path.of(System.getProperty("java.io.tmpdir"));
        OpenDescriptors before = OpenDescriptors.now();
        for (Path path : List.of(missing, regular, directory)) {
            ConnectException refused = assertThrows(
                    ConnectException.class, () -> UnixStream.connect(netpoll, UnixAddress.of(path)), path::toString);
            String message = String.valueOf(refused.getMessage());
            assertTrue(message.startsWith("connect: ") && message.endsWith("unix:" + path), message);
        }
        assertEquals(0, netpoll.registrations());
        before.assertUnchanged();
    }

    @Test
    @Clause("U3")
    void aFullQueueIsWaitedForUntilThereIsRoom() throws Exception {
        UnixListener listener = fullQueue();
        Task<UnixStream> waiting =
                start("a connect", () -> connectUnix(listener)).parked();
        listener.accept().close();
        try (UnixStream connected = waiting.get()) {
            assertEquals(listener.localAddress(), connected.remoteAddress());
        }
    }

    @Test
    @Clause("U3")
    void aConnectThatWaitsForRoomEndsWithItsTime() throws Exception {
        UnixListener listener = fullQueue();
        int before = netpoll.registrations();
        SocketTimeoutException late = assertThrows(
                SocketTimeoutException.class,
                () -> UnixStream.connect(netpoll, listener.localAddress(), Duration.ofMillis(50)));
        assertEquals("Connect timed out", late.getMessage());
        assertEquals(before, netpoll.registrations());
    }

    @Test
    @Clause("U3")
    void aConnectThatWaitsForRoomCanBeCancelledAndEndsWithItsRuntime() throws Exception {
        UnixListener listener = fullQueue();
        Cancellation cancellation = new Cancellation();
        Task<UnixStream> cancelled = start(
                        "a connect",
                        () -> UnixStream.connect(netpoll, listener.localAddress(), Until.cancelled(cancellation)))
                .parked();
        Task<UnixStream> closed = start("another", () -> connectUnix(listener)).parked();
        cancellation.cancel();
        cancelled.failure(OperationCancelledException.class);
        netpoll.close();
        closed.failure(ClosedChannelException.class);
    }

    @Test
    @Clause("U3")
    void theListenersCloseEndsAConnectThatWaitsForRoom() throws Exception {
        UnixListener listener = fullQueue();
        Task<UnixStream> waiting =
                start("a connect", () -> connectUnix(listener)).parked();
        listener.close();
        waiting.failure(ConnectException.class);
    }

    /** A listener whose next connect has to wait. One that is late alone may be of a processor that is held up. */
    private UnixListener fullQueue() throws IOException {
        UnixListener listener = UnixListener.open(
                netpoll, UnixAddress.of(newFile()), new UnixListener.Options(1, Optional.empty(), true));
        List<UnixStream> queued = new ArrayList<>();
        int late = 0;
        while (queued.size() < 16) {
            try {
                queued.add(UnixStream.connect(netpoll, listener.localAddress(), Duration.ofMillis(100)));
                late = 0;
            } catch (SocketTimeoutException fullOrSlow) {
                late++;
                if (late == 2) {
                    return listener;
                }
            } catch (ConnectException refused) {
                return abort("here a full queue refuses: " + refused.getMessage());
            }
        }
        return abort("this kernel takes more connections than the backlog");
    }

    @Test
    @Clause("U4")
    void theBuffersCanBeSetAndOtherOptionsAreRefusedByName() throws Exception {
        try (UnixListener listener = listenUnix();
                UnixStream client = connectUnix(listener)) {
            int before = client.getOption(StandardSocketOptions.SO_SNDBUF);
            client.setOption(StandardSocketOptions.SO_SNDBUF, 4096);
            assertTrue(client.getOption(StandardSocketOptions.SO_SNDBUF) < before);
            assertTrue(client.supportedOptions().contains(StandardSocketOptions.SO_RCVBUF));
            UnsupportedOperationException refused = assertThrows(
                    UnsupportedOperationException.class,
                    () -> client.setOption(StandardSocketOptions.TCP_NODELAY, true));
            assertTrue(String.valueOf(refused.getMessage()).contains("TCP_NODELAY"), refused::toString);
        }
    }

    @Test
    @Clause("U9")
    void thePeerIsToldOrWhoTellsIt() throws Exception {
        Pair pair = connect();
        for (ByteStream end : new ByteStream[] {pair.client(), pair.server()}) {
            try {
                UnixStream.Peer peer = ((UnixStream) end).peer();
                assertEquals(ProcessHandle.current().pid(), peer.pid());
                assertTrue(peer.uid() >= 0 && peer.gid() >= 0, peer::toString);
            } catch (UnsupportedOperationException refused) {
                assertTrue(String.valueOf(refused.getMessage()).contains("Linux can"), refused::toString);
            }
        }
        pair.client().close();
        assertThrows(ClosedChannelException.class, () -> ((UnixStream) pair.client()).peer());
    }

    @Test
    @Clause({"T10", "U5"})
    void bytesLeftUnreadAtTheCloseResetThePeer() throws Exception {
        Pair pair = connect();
        pair.server().write(new byte[] {1, 2});
        assertEquals(1, pair.client().read(new byte[1]));
        pair.client().close();
        for (int i = 0; i < 2; i++) {
            SocketException reset =
                    assertThrows(SocketException.class, () -> pair.server().read(new byte[1]));
            assertEquals("Connection reset", reset.getMessage());
        }
        assertThrows(SocketException.class, () -> pair.server().write(new byte[1]));
        assertFalse(pair.client().isOpen());
    }
}
