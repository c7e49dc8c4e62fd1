// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.libc;

import dev.poller.blocking.internal.address.SocketFile;
import dev.poller.blocking.internal.end.Buffers;
import dev.poller.blocking.internal.end.Buffers.Buffer;
import dev.poller.blocking.internal.end.DatagramSocket;
import dev.poller.blocking.internal.end.Kind;
import dev.poller.blocking.internal.end.Packets;
import dev.poller.libc.Constant;
import dev.poller.libc.MessageVector;
import dev.poller.libc.OptionalCall;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A UDP socket, or one of datagrams of the Unix family, of the C library. */
final class LibcDatagramSocket extends LibcEndpoint implements DatagramSocket {
    private @Nullable SocketAddress remote;
    private @Nullable SocketFile file;

    /** One call moves several messages. The layout of struct mmsghdr is known for Linux, which has UDP_SEGMENT too. */
    private volatile boolean vectors;

    /** The flag by which a call tells how large a message is, also if there is no room for it (Linux). */
    private final int truncates;

    private LibcDatagramSocket(SocketCalls calls, int fd) {
        super(calls, fd);
        this.vectors = calls.has(Constant.UDP_SEGMENT) && MessageVector.SIZE <= Packets.OWN;
        this.truncates = calls.has(Constant.MSG_TRUNC) ? calls.value(Constant.MSG_TRUNC) : 0;
    }

    static LibcDatagramSocket open(SocketCalls calls, boolean dual) throws IOException {
        return new LibcDatagramSocket(calls, LibcSocket.socket(calls, Constant.SOCK_DGRAM, dual));
    }

    @Override
    public Kind kind() {
        return Kind.DATAGRAM_SOCKET;
    }

    @Override
    public void bind(SocketAddress local) throws IOException {
        calls.bind(fd, local);
        file = SocketFile.at(local).orElse(null);
    }

    @Override
    public void connect(SocketAddress to) throws IOException {
        int result = calls.connect(fd, to);
        if (result < 0) {
            throw calls.errors.connect(to, fd, result);
        }
        remote = to;
    }

    @Override
    public Buffers buffers() {
        return calls.buffers;
    }

    @Override
    public int receive(Packet into) throws IOException {
        try (Buffer peer = calls.buffers.take()) {
            long result;
            do {
                peer.bytes().putInt(SocketCalls.LENGTH, SocketCalls.LENGTH);
                result = calls.libc.recvfrom(
                        fd,
                        into.memory().address(),
                        LARGEST,
                        truncates,
                        peer.address(),
                        peer.address() + SocketCalls.LENGTH);
            } while (calls.errno.isInterrupted(result));
            if (result < 0) {
                return outcome("recvfrom", null, result);
            }
            into.size = (int) result;
            into.address = calls.family.read(peer.bytes(), peer.bytes().getInt(SocketCalls.LENGTH));
            return into.size;
        }
    }

    @Override
    public int send(Packet packet) throws IOException {
        try (Buffer peer = calls.buffers.take()) {
            SocketAddress to = packet.address;
            int length = to == null ? 0 : calls.family.put(peer.bytes(), to);
            long result;
            do {
                result = calls.libc.sendto(
                        fd,
                        packet.memory().address(),
                        packet.size,
                        calls.noSignal,
                        length == 0 ? 0 : peer.address(),
                        length);
            } while (calls.errno.isInterrupted(result));
            if (result >= 0) {
                return packet.size;
            }
            boolean tellsNobody = calls.family.isLocal() && remote == null;
            int outcome = outcome("sendto", packet.address, result);
            return outcome == AGAIN && tellsNobody ? FULL : outcome;
        }
    }

    @Override
    public int receive(Packets into) throws IOException {
        if (!vectors) {
            return DatagramSocket.super.receive(into);
        }
        ByteBuffer memory = into.memory;
        long at = calls.libc.address(memory);
        int room = into.room();
        int result;
        do {
            for (int i = 0; i < room; i++) {
                MessageVector.put(
                        memory, at, i, room, at + into.rawAt(i), Packets.RAW, at + into.bytesAt(i), into.bytesOfEach());
            }
            result = calls.libc.recvmmsg(fd, at, room, calls.value(Constant.MSG_TRUNC));
        } while (calls.errno.isInterrupted(result));
        if (result < 0) {
            return absent(calls.errno.isAbsent(result))
                    ? DatagramSocket.super.receive(into)
                    : outcome("recvmmsg", null, result);
        }
        into.form = calls.family;
        for (int i = 0; i < result; i++) {
            into.received(i, MessageVector.length(memory, i), MessageVector.nameLength(memory, i));
        }
        return result;
    }

    @Override
    public int send(Packets from, int first, int count) throws IOException {
        if (!vectors) {
            return DatagramSocket.super.send(from, first, count);
        }
        ByteBuffer memory = from.memory;
        long at = calls.libc.address(memory);
        for (int i = 0; i < count; i++) {
            int index = first + i;
            int length = address(from, index);
            long name = length == 0 ? 0 : at + from.rawAt(index);
            MessageVector.put(memory, at, i, from.room(), name, length, at + from.bytesAt(index), from.held(index));
        }
        int result;
        do {
            result = calls.libc.sendmmsg(fd, at, count, calls.noSignal);
        } while (calls.errno.isInterrupted(result));
        if (result < 0) {
            return absent(OptionalCall.SENDMMSG.isAbsent(calls.libc, result))
                    ? DatagramSocket.super.send(from, first, count)
                    : outcome("sendmmsg", from.address(first), result);
        }
        return result;
    }

    /** Where there are no such calls they are not tried again. */
    private boolean absent(boolean absent) {
        if (absent) {
            vectors = false;
        }
        return absent;
    }

    /** How many bytes the address has that lies in the memory now; 0 if there is none. */
    private int address(Packets from, int index) throws IOException {
        if (from.rawSizes[index] > 0 && calls.family.equals(from.form)) {
            return from.rawSizes[index];
        }
        SocketAddress to = from.address(index);
        return to == null ? 0 : calls.family.put(from.raw(index), to);
    }

    @Override
    public Closeable join(InetAddress group, NetworkInterface by) throws IOException {
        Multicast.member(calls, fd, group, by, true);
        return () -> Multicast.member(calls, fd, group, by, false);
    }

    private int outcome(String call, @Nullable SocketAddress to, long result) throws IOException {
        if (calls.errno.isAgain(result)) {
            return AGAIN;
        }
        SocketAddress peer = to == null ? remote : to;
        throw peer == null ? calls.errors.io(call, fd, result) : calls.errors.message(peer, call, fd, result);
    }

    @Override
    public void close() throws IOException {
        SocketFile.delete(file, super::close);
    }

    @Override
    public @Nullable SocketAddress remoteAddress() {
        return remote;
    }
}
