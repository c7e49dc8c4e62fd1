// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpOptions;
import dev.poller.blocking.TcpStream;
import dev.poller.tck.Clause;
import dev.poller.tck.fixture.Task;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Options read back as they were set, whatever the transport. */
abstract class OptionTests extends TcpFixture {
    @Test
    @Clause("T16")
    void switchesReadBackAsTheyWereSet() throws Exception {
        TcpStream stream = connectTcp().client();
        for (boolean on : new boolean[] {true, false, true}) {
            assertSame(stream, stream.setOption(StandardSocketOptions.TCP_NODELAY, on));
            assertEquals(on, stream.getOption(StandardSocketOptions.TCP_NODELAY));
            assertSame(stream, stream.setOption(StandardSocketOptions.SO_KEEPALIVE, on));
            assertEquals(on, stream.getOption(StandardSocketOptions.SO_KEEPALIVE));
            stream.setOption(StandardSocketOptions.SO_REUSEADDR, on);
            assertEquals(on, stream.getOption(StandardSocketOptions.SO_REUSEADDR));
        }
    }

    @Test
    @Clause("T16")
    void buffersAreAtLeastAsLargeAsAsked() throws Exception {
        TcpStream stream = connectTcp().client();
        stream.setOption(StandardSocketOptions.SO_SNDBUF, 32_768);
        stream.setOption(StandardSocketOptions.SO_RCVBUF, 32_768);
        assertTrue(stream.getOption(StandardSocketOptions.SO_SNDBUF) >= 32_768);
        assertTrue(stream.getOption(StandardSocketOptions.SO_RCVBUF) >= 32_768);
    }

    @Test
    @Clause("T16")
    void urgentDataIsLeftOutUnlessItIsToStandInLine() throws Exception {
        for (boolean inline : new boolean[] {false, true}) {
            TcpPair pair = connectTcp();
            TcpStream reader = pair.server();
            reader.setOption(TcpOptions.SO_OOBINLINE, inline);
            assertEquals(inline, reader.getOption(TcpOptions.SO_OOBINLINE));
            pair.client().write(new byte[] {'a'});
            pair.client().sendUrgent('!');
            pair.client().write(new byte[] {'b'});
            pair.client().shutdownOutput();
            assertEquals(inline ? "a!b" : "ab", new String(Bytes.readAll(reader), StandardCharsets.US_ASCII));
        }
    }

    @Test
    @Clause("T2")
    void availableIsWhatAReadWouldFind() throws Exception {
        TcpPair pair = connectTcp();
        TcpStream reader = pair.server();
        assertEquals(0, reader.available());
        pair.client().write(new byte[1000]);
        reader.awaitReadable();
        assertEquals(1000, reader.available());
        pair.client().shutdownOutput();
        Bytes.readAll(reader);
        assertEquals(0, reader.available());
        reader.close();
        assertThrows(ClosedChannelException.class, reader::available);
    }

    @Test
    @Clause("T16")
    void lingerReadsBackInSecondsOrMinusOneForNone() throws Exception {
        TcpStream stream = connectTcp().client();
        assertEquals(-1, stream.getOption(StandardSocketOptions.SO_LINGER));
        stream.setOption(StandardSocketOptions.SO_LINGER, 5);
        assertEquals(5, stream.getOption(StandardSocketOptions.SO_LINGER));
        stream.setOption(StandardSocketOptions.SO_LINGER, 0);
        assertEquals(0, stream.getOption(StandardSocketOptions.SO_LINGER));
        stream.setOption(StandardSocketOptions.SO_LINGER, -1);
        assertEquals(-1, stream.getOption(StandardSocketOptions.SO_LINGER));
    }

    @Test
    @Clause({"T7", "T16"})
    void aLingeringCloseDeliversEverythingFirst() throws Exception {
        Pair pair = connectNarrow();
        byte[] bytes = Bytes.random(60, 5_000);
        tcp(pair.client()).setOption(StandardSocketOptions.SO_LINGER, 20);
        Task<Boolean> writer = run("writer", () -> {
            pair.client().write(bytes);
            pair.client().close();
        });
        assertEquals(bytes.length, Bytes.readAll(pair.server()).length);
        assertTrue(writer.get());
    }

    @Test
    @Clause("T10")
    void closingWithLingerZeroResetsThePeer() throws Exception {
        TcpPair pair = connectTcp();
        pair.client().setOption(StandardSocketOptions.SO_LINGER, 0);
        pair.client().close();
        assertThrows(SocketException.class, () -> pair.server().read(new byte[1]));
    }

    @Test
    @Clause("T12")
    void listenersReuseTheirAddressByDefault() throws Exception {
        TcpListener listener = listenTcp();
        assertTrue(listener.getOption(StandardSocketOptions.SO_REUSEADDR));
        listener.setOption(StandardSocketOptions.SO_REUSEADDR, false);
        assertFalse(listener.getOption(StandardSocketOptions.SO_REUSEADDR));
        listener.setOption(StandardSocketOptions.SO_RCVBUF, 32_768);
        assertTrue(listener.getOption(StandardSocketOptions.SO_RCVBUF) >= 32_768);
    }

    @Test
    @Clause("T16")
    void optionsThatOnlySomeSystemsPassOnAreRefusedByListeners() throws Exception {
        TcpListener listener = listenTcp();
        assertThrows(UnsupportedOperationException.class, () -> listener.setOption(StandardSocketOptions.SO_LINGER, 5));
        assertThrows(UnsupportedOperationException.class, () -> listener.getOption(StandardSocketOptions.TCP_NODELAY));
    }

    @Test
    @Clause("T16")
    void optionsThatTcpDoesNotHaveAreRefused() throws Exception {
        TcpStream stream = connectTcp().client();
        assertThrows(
                UnsupportedOperationException.class, () -> stream.setOption(StandardSocketOptions.SO_BROADCAST, true));
        assertThrows(
                UnsupportedOperationException.class, () -> stream.getOption(StandardSocketOptions.IP_MULTICAST_TTL));
    }
}
