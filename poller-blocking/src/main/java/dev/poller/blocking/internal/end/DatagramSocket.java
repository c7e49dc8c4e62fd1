// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import dev.poller.blocking.internal.end.Buffers.Buffer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** A socket of whole messages. It is bound, or connected, before it is registered. */
public interface DatagramSocket extends Endpoint, Optioned, Addressed {
    /** How many bytes a message has at most: what its length in the header of UDP and IP can say. */
    int LARGEST = 65_535;

    /** Takes a local address; before {@link #register}. */
    void bind(SocketAddress local) throws IOException;

    /** Sends to, and receives from, this address alone; before {@link #register}. */
    void connect(SocketAddress remote) throws IOException;

    /** They lend the memory for a packet. */
    Buffers buffers();

    /** Receives a message into the packet; its size, or {@link #AGAIN}. */
    int receive(Packet into) throws IOException;

    /**
     * Sends a message to the address in the packet, or to the one that it is connected to; its size, {@link #AGAIN}, or
     * {@link #FULL}.
     */
    int send(Packet packet) throws IOException;

    /**
     * Joins a group by a network interface.
     *
     * @return leaves it
     */
    Closeable join(InetAddress group, NetworkInterface by) throws IOException;

    /** Receives as many messages as have come and there is room for, at least 1; how many, or {@link #AGAIN}. */
    default int receive(Packets into) throws IOException {
        int count = 0;
        Packet packet = new Packet(buffers());
        try {
            while (count < into.room() && receive(packet) != AGAIN) {
                into.set(count++, packet);
            }
            return count == 0 ? AGAIN : count;
        } catch (IOException failure) {
            if (count == 0) {
                throw failure;
            }
            return count; // as recvmmsg(2): the next receive fails again, or does not
        } finally {
            packet.giveBack();
        }
    }

    /** Sends messages from one on, at least 1; how many, or {@link #AGAIN}. */
    default int send(Packets from, int first, int count) throws IOException {
        int sent = 0;
        Packet packet = new Packet(buffers());
        try {
            while (sent < count) {
                from.get(first + sent, packet);
                if (send(packet) == AGAIN) {
                    break;
                }
                sent++;
            }
            return sent == 0 ? AGAIN : sent;
        } catch (IOException failure) {
            if (sent == 0) {
                throw failure;
            }
            return sent; // as sendmmsg(2): the one that could not be sent is tried again, and fails again or does not
        } finally {
            packet.giveBack();
        }
    }

    /** A message with its address. One thread. */
    final class Packet {
        private final Buffers buffers;
        private @Nullable Buffer lent;

        /** How many bytes it has. */
        public int size;

        /** How many bytes of it its receiver had room for. */
        public int moved;

        /** It could not be sent, because the queue of its receiver is full. */
        public boolean full;

        /** Whom it comes from, or goes to; null for the one that the socket is connected to. */
        public @Nullable SocketAddress address;

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
                held.close();
            }
        }
    }
}
