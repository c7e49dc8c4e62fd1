// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpStream;
import dev.poller.blocking.ThreadKind;
import dev.poller.tck.Clause;
import dev.poller.tck.fixture.Task;
import java.net.StandardSocketOptions;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;

/** Closing, as far as it is TCP's own. */
abstract class TcpClosingTests extends TcpFixture {
    @Test
    @Clause({"T7", "T16"})
    void aCloseThatLingersParksAndLeavesTheCarrierToOthers() throws Exception {
        assumeTrue(subject().threads() == ThreadKind.VIRTUAL, "a platform thread may wait in the system call itself");
        Pair pair = connectNarrow();
        Task<Boolean> writer = startEndlessWriter(pair.client());
        tcp(pair.client()).setOption(StandardSocketOptions.SO_LINGER, 60);
        Task<Boolean> closer = run("a closer", pair.client()::close).parked();
        writer.failure(AsynchronousCloseException.class);
        assertFalse(closer.ended(), "what was written cannot have been received yet");
        pair.server().close(); // With bytes unread: a reset, and nothing is left to linger for.
        closer.get();
    }

    @Test
    @Clause("T7")
    void aClosedStreamHasAddressesAndNoOptions() throws Exception {
        TcpPair pair = connectTcp();
        TcpStream closed = pair.client();
        closed.close();
        assertThrows(ClosedChannelException.class, () -> closed.setOption(StandardSocketOptions.TCP_NODELAY, true));
        assertThrows(ClosedChannelException.class, () -> closed.getOption(StandardSocketOptions.TCP_NODELAY));
        assertEquals(pair.server().remoteAddress(), closed.localAddress());
        assertEquals(pair.server().localAddress(), closed.remoteAddress());
    }

    @Test
    @Clause("T7")
    void aClosedListenerHasAnAddressAndNoOptions() throws Exception {
        TcpListener listener = listenTcp();
        listener.close();
        assertThrows(ClosedChannelException.class, () -> listener.setOption(StandardSocketOptions.SO_REUSEADDR, true));
        assertThrows(ClosedChannelException.class, () -> listener.getOption(StandardSocketOptions.SO_REUSEADDR));
        assertTrue(listener.localAddress().getPort() > 0);
    }
}
