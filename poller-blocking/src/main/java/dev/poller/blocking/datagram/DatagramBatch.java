// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.datagram;

import dev.poller.blocking.internal.address.TcpAddresses;
import dev.poller.blocking.internal.end.DatagramSocket;
import dev.poller.blocking.internal.end.Packets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Several messages that are received, or sent, by one call: on Linux by one system call (recvmmsg(2), sendmmsg(2)),
 * elsewhere one by one. It is made once and used again and again; receiving and answering allocate nothing. For one
 * thread at a time.
 */
public final class DatagramBatch {
    private final Packets packets;

    /**
     * An empty one.
     *
     * @param messages for how many messages there is room, 1 to 1024
     * @param bytes for how many bytes of each, 1 to 65535
     */
    public DatagramBatch(int messages, int bytes) {
        if (messages < 1 || messages > 1024 || bytes < 1 || bytes > DatagramSocket.LARGEST) {
            throw new IllegalArgumentException("a batch of " + messages + " messages of " + bytes
                    + " bytes; allowed are 1 to 1024 of 1 to " + DatagramSocket.LARGEST);
        }
        this.packets = new Packets(messages, bytes);
    }

    Packets packets() {
        return packets;
    }

    /** For how many messages there is room. */
    public int capacity() {
        return packets.room();
    }

    /** How many messages are in it: received, or added. */
    public int count() {
        return packets.count;
    }

    /** How many messages the last {@link UdpSocket#send(DatagramBatch)} has sent, also if it threw. */
    public int sent() {
        return packets.sent;
    }

    /**
     * The bytes of a message, as far as there was room: a view, which changes with the next call.
     *
     * @param index which message, from 0 on
     */
    public ByteBuffer bytes(int index) {
        check(index);
        return packets.memory.slice(packets.bytesAt(index), packets.held(index));
    }

    /** How many bytes a message has, also those for which there was no room. */
    public int size(int index) {
        return packets.size(check(index));
    }

    /** True if there was room for fewer bytes than the message has: the others are lost. */
    public boolean truncated(int index) {
        return packets.size(check(index)) > packets.bytesOfEach();
    }

    /** Whom a message comes from, or goes to; null for one that was added without an address. */
    public @Nullable InetSocketAddress address(int index) {
        return (InetSocketAddress) packets.address(check(index));
    }

    private int check(int index) {
        return Objects.checkIndex(index, packets.count);
    }

    /** Empties it. */
    public DatagramBatch clear() {
        packets.count = 0;
        packets.sent = 0;
        return this;
    }

    /**
     * Adds a message to be sent to the peer of a connected socket, and moves the buffer's position past it.
     *
     * @param message its bytes
     * @return this
     * @throws IllegalStateException if the batch is full
     * @throws IllegalArgumentException if there is room for fewer bytes
     */
    public DatagramBatch add(ByteBuffer message) {
        add(message, null);
        return this;
    }

    /**
     * Adds a message to be sent, and moves the buffer's position past it.
     *
     * @param message its bytes
     * @param to resolved
     * @return this
     * @throws IllegalStateException if the batch is full
     * @throws IllegalArgumentException if there is room for fewer bytes
     * @throws IOException if nothing can be sent there
     */
    public DatagramBatch addTo(InetSocketAddress to, ByteBuffer message) throws IOException {
        add(message, TcpAddresses.toConnect(to));
        return this;
    }

    private void add(ByteBuffer message, @Nullable InetSocketAddress to) {
        if (packets.count == packets.room()) {
            throw new IllegalStateException("the batch is full: " + packets.count + " messages");
        }
        if (message.remaining() > packets.bytesOfEach()) {
            throw new IllegalArgumentException("a message of " + message.remaining()
                    + " bytes; this batch has room for " + packets.bytesOfEach() + " of each");
        }
        packets.add(message, to);
        message.position(message.limit());
    }

    /** For example {@code DatagramBatch[3 of 64 messages]}. */
    @Override
    public String toString() {
        return "DatagramBatch[" + packets.count + " of " + packets.room() + " messages]";
    }
}
