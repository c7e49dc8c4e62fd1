// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.AcceptLoop;
import dev.poller.blocking.ListenOptions;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpStream;
import dev.poller.tck.Clause;
import dev.poller.tck.fixture.OpenDescriptors;
import dev.poller.tck.fixture.Task;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Listening and accepting. */
abstract class ListenTests extends TcpFixture {
    @Test
    @Clause("T12")
    void portZeroTakesAFreePort() throws Exception {
        TcpListener one = listenTcp();
        TcpListener two = listenTcp();
        assertNotEquals(0, one.localAddress().getPort());
        assertNotEquals(one.localAddress().getPort(), two.localAddress().getPort());
        assertEquals(ANY_PORT.getAddress(), one.localAddress().getAddress());
    }

    @Test
    @Clause("T12")
    void connectionsAreAcceptedInTheirOrder() throws Exception {
        TcpListener listener = listenTcp();
        List<InetSocketAddress> connected = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            connected.add(TcpStream.connect(netpoll, listener.localAddress()).localAddress());
        }
        List<InetSocketAddress> accepted = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            accepted.add(listener.accept().remoteAddress());
        }
        assertEquals(connected, accepted);
    }

    @Test
    @Clause("T12")
    void aWaitingAcceptTakesTheNextConnection() throws Exception {
        TcpListener listener = listenTcp();
        for (int i = 0; i < 20; i++) {
            Task<TcpStream> acceptor = start("acceptor", listener::accept).parked();
            TcpStream client = TcpStream.connect(netpoll, listener.localAddress());
            assertEquals(client.localAddress(), acceptor.get().remoteAddress());
        }
    }

    @Test
    @Clause({"T6", "T12"})
    void manyAcceptorsShareTheConnections() throws Exception {
        TcpListener listener = listenTcp();
        List<Task<TcpStream>> acceptors = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            acceptors.add(start("acceptor " + i, listener::accept).parked());
        }
        List<TcpStream> clients = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            clients.add(TcpStream.connect(netpoll, listener.localAddress()));
        }
        List<TcpStream> servers = new ArrayList<>();
        for (Task<TcpStream> acceptor : acceptors) {
            servers.add(acceptor.get());
        }
        assertEquals(locals(clients.stream()), remotes(servers.stream()));
    }

    @Test
    @Clause("T12")
    void connectionsWaitInTheBacklogWithTheirData() throws Exception {
        TcpListener listener = listenTcp(5);
        for (int i = 0; i < 5; i++) {
            TcpStream client = TcpStream.connect(netpoll, listener.localAddress());
            client.write(new byte[] {(byte) i});
            client.close();
        }
        for (int i = 0; i < 5; i++) {
            TcpStream server = listener.accept();
            assertEquals(i, server.inputStream().read());
            assertEquals(-1, server.inputStream().read());
        }
    }

    @Test
    @Clause("T12")
    void connectionsThatDiedInTheQueueDoNotFailAccept() throws Exception {
        TcpListener listener = listenTcp();
        for (int i = 0; i < 5; i++) {
            resetTcp(TcpStream.connect(netpoll, listener.localAddress()));
        }
        TcpStream alive = TcpStream.connect(netpoll, listener.localAddress());
        // Some kernels hand the dead ones over, some do not; the living one must come, without an exception before it.
        TcpStream accepted = listener.accept();
        for (int i = 0; i < 5 && !accepted.remoteAddress().equals(alive.localAddress()); i++) {
            accepted = listener.accept();
        }
        assertEquals(alive.localAddress(), accepted.remoteAddress());
    }

    @Test
    @Clause("T12")
    void anAddressInUseIsRefusedByItsName() throws Exception {
        TcpListener taken = listenTcp();
        OpenDescriptors before = OpenDescriptors.now();
        BindException refused =
                assertThrows(BindException.class, () -> TcpListener.open(netpoll, taken.localAddress()));
        String port = String.valueOf(taken.localAddress().getPort());
        assertTrue(refused.toString().contains(port), refused.toString());
        assertEquals(1, netpoll.registrations());
        before.assertUnchanged();
    }

    @Test
    @Clause("T12")
    void anAddressOfAnotherMachineIsRefusedByItsName() throws Exception {
        // TEST-NET-1 of RFC 5737: nobody's.
        InetSocketAddress foreign =
                new InetSocketAddress(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1}), 0);
        BindException refused = assertThrows(BindException.class, () -> TcpListener.open(netpoll, foreign));
        assertTrue(refused.toString().contains("192.0.2.1"), refused.toString());
        assertEquals(0, netpoll.registrations());
    }

    @Test
    @Clause("T12")
    void anAddressCanBeTakenAgainWhileItsOldConnectionsLinger() throws Exception {
        TcpListener first = listenTcp();
        InetSocketAddress address = first.localAddress();
        TcpPair pair = connectTcp(first);
        pair.server().close(); // The end that closes first keeps the address in TIME_WAIT.
        assertEquals(-1, pair.client().read(new byte[1]));
        pair.client().close();
        first.close();
        try (TcpListener again = TcpListener.open(netpoll, address)) {
            assertEquals(address, again.localAddress());
            connect(again);
        }
    }

    @Test
    @Clause("T12")
    void aBacklogBelowOneIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ListenOptions(0, true));
        assertThrows(IllegalArgumentException.class, () -> new ListenOptions(-1, false));
    }

    @Test
    @Clause("T12")
    void acceptLoopHandsOverEveryConnectionAndEndsWithTheListener() throws Exception {
        TcpListener listener = listenTcp();
        BlockingQueue<TcpStream> accepted = new LinkedBlockingQueue<>();
        List<IOException> failures = new ArrayList<>();
        Task<Boolean> loop = run("accept loop", () -> AcceptLoop.run(listener, accepted::add, failures::add))
                .parked();
        Set<InetSocketAddress> connected = locals(Stream.of(
                TcpStream.connect(netpoll, listener.localAddress()),
                TcpStream.connect(netpoll, listener.localAddress()),
                TcpStream.connect(netpoll, listener.localAddress())));
        List<TcpStream> taken = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            TcpStream next = accepted.poll(10, TimeUnit.SECONDS);
            if (next != null) {
                taken.add(next);
            }
        }
        assertEquals(connected, remotes(taken.stream()));
        loop.parked();
        listener.close();
        assertTrue(loop.get());
        assertEquals(List.of(), failures);
    }

    private static Set<InetSocketAddress> locals(Stream<TcpStream> streams) {
        return streams.map(TcpStream::localAddress).collect(Collectors.toSet());
    }

    private static Set<InetSocketAddress> remotes(Stream<TcpStream> streams) {
        return streams.map(TcpStream::remoteAddress).collect(Collectors.toSet());
    }
}
