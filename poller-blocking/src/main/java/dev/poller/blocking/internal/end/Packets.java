// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import dev.poller.blocking.internal.end.DatagramSocket.Packet;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Several messages with their addresses. A socket that lays out addresses in the memory itself may leave them there,
 * so that an answer needs no object. One thread.
 */
public final class Packets {

    /** As many bytes as {@link #RAW} for each address, and then the messages; laid out by the socket before these. */
    public final ByteBuffer memory;

    /** Bytes for the socket's own use for each message, besides its address. */
    public static final int OWN = 80;

    /** Bytes for an address as the system lays it out. */
    public static final int RAW = 128;

    private final int room;
    private final int bytesOfEach;
    private final int[] sizes;
    private final @Nullable SocketAddress[] addresses;
    private final ByteBuffer[] raw;

    /** Who has laid out the addresses that are null here; null if nobody has. */
    public @Nullable AddressForm form;

    /** How many bytes each address has that lies in the memory; 0 if none does. */
    public final int[] rawSizes;

    /** How many there are. */
    public int count;

    /** How many of them have been sent. */
    public int sent;

    /** For {@code room} messages of {@code bytesOfEach} bytes. */
    public Packets(int room, int bytesOfEach) {
        this.room = room;
        this.bytesOfEach = bytesOfEach;
        this.sizes = new int[room];
        this.rawSizes = new int[room];
        this.addresses = new SocketAddress[room];
        this.memory = ByteBuffer.allocateDirect(Math.multiplyExact(room, OWN + RAW + bytesOfEach))
                .order(ByteOrder.nativeOrder());
        this.raw = new ByteBuffer[room];
        for (int i = 0; i < room; i++) {
            raw[i] = memory.slice(rawAt(i), RAW).order(ByteOrder.nativeOrder());
        }
    }

    /** How many there may be. */
    public int room() {
        return room;
    }

    /** How many bytes each may have. */
    public int bytesOfEach() {
        return bytesOfEach;
    }

    /** Where an address lies in the memory. */
    public int rawAt(int index) {
        return room * OWN + index * RAW;
    }

    /** The memory of one address. */
    public ByteBuffer raw(int index) {
        return raw[index];
    }

    /** Where a message lies in the memory. */
    public int bytesAt(int index) {
        return room * (OWN + RAW) + index * bytesOfEach;
    }

    /** How many bytes a message has, also those for which there was no room. */
    public int size(int index) {
        return sizes[index];
    }

    /** How many of them are here. */
    public int held(int index) {
        return Math.min(sizes[index], bytesOfEach);
    }

    /** As above, and where its address lies in the memory. */
    public void received(int index, int size, int rawSize) {
        sizes[index] = size;
        rawSizes[index] = rawSize;
        addresses[index] = null;
    }

    /** How many bytes some of them have together. */
    public int bytes(int first, int some) {
        int sum = 0;
        for (int i = first; i < first + some; i++) {
            sum += held(i);
        }
        return sum;
    }

    /** Takes a message that was received by itself. */
    void set(int index, Packet packet) {
        sizes[index] = packet.size;
        memory.put(bytesAt(index), packet.memory().bytes(), 0, held(index));
        rawSizes[index] = 0;
        addresses[index] = packet.address;
    }

    /** Has a message sent by itself. */
    void get(int index, Packet packet) {
        packet.size = held(index);
        packet.address = address(index);
        packet.memory().bytes().put(0, memory, bytesAt(index), packet.size);
    }

    /** Adds one to be sent. */
    public void add(ByteBuffer bytes, @Nullable SocketAddress to) {
        int size = bytes.remaining();
        memory.put(bytesAt(count), bytes, bytes.position(), size);
        sizes[count] = size;
        rawSizes[count] = 0;
        addresses[count] = to;
        count++;
    }

    /** Whom a message comes from, or goes to; null for the peer of a socket that is connected. */
    public @Nullable SocketAddress address(int index) {
        AddressForm reads = form;
        if (addresses[index] == null && rawSizes[index] > 0 && reads != null) {
            addresses[index] = reads.read(raw[index], rawSizes[index]);
        }
        return addresses[index];
    }

    /** False if it goes to the peer of a socket that is connected. */
    public boolean hasAddress(int index) {
        return rawSizes[index] > 0 || addresses[index] != null;
    }

    /** How addresses lie in memory. */
    public interface AddressForm {
        /** Reads the address of so many bytes at the beginning of a buffer. */
        SocketAddress read(ByteBuffer buffer, int length);
    }
}
