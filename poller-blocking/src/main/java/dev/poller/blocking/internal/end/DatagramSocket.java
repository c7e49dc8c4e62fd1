// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import dev.poller.blocking.internal.end.Buffers.Buffer;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A socket of whole messages. It is bound, or connected, before it is registered. */
public interface DatagramSocket extends Endpoint, Optioned, Addressed {
    /** How many bytes a message has at most: what its length in the header of UDP and IP can say. */
    int LARGEST = 65_535;

    /** Takes a local address; before {@link #register}. */
    void bind(InetSocketAddress local) throws IOException;

    /** Sends to, and receives from, this address alone; before {@link #register}. */
    void connect(InetSocketAddress remote) throws IOException;

    /** Receives a message into the packet; its size, or {@link #AGAIN}. */
    int receive(Packet into) throws IOException;

    /**
     * Sends a message to the address in the packet, or to the one that it is connected to; its size, or {@link
     * #AGAIN}.
     */
    int send(Packet packet) throws IOException;

    /** A message with its address. One thread. */
    final class Packet {
        private final Buffers buffers;
        private @Nullable Buffer lent;

        /** How many bytes it has. */
        public int size;

        /** Whom it comes from, or goes to; null for the one that the socket is connected to. */
        public @Nullable InetSocketAddress address;

        /**
         * An empty one.
         *
         * @param buffers lend the memory for the bytes
         */
        public Packet(Buffers buffers) {
            this.buffers = buffers;
        }

        /** The memory, lent until {@link #giveBack}; the bytes stand at the beginning. */
        public Buffer memory() {
            Buffer held = lent;
            if (held == null) {
                held = buffers.take();
                lent = held;
            }
            return held;
        }

        /** The bytes are not needed any more. */
        public void giveBack() {
            Buffer held = lent;
            if (held != null) {
                lent = null;
                buffers.give(held);
            }
        }
    }
}
