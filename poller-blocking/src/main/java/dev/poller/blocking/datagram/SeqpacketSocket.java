// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.datagram;

import dev.poller.UnixAddress;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.UnixStream;
import dev.poller.blocking.Until;
import dev.poller.blocking.internal.end.StreamSocket;
import dev.poller.blocking.internal.end.StreamSocket.Parcel;
import dev.poller.blocking.internal.io.ByteCalls;
import dev.poller.blocking.internal.io.Handle;
import dev.poller.blocking.internal.io.PassCalls;
import dev.poller.blocking.internal.runtime.Access;
import dev.poller.blocking.internal.runtime.Opening;
import dev.poller.blocking.internal.runtime.PollRuntime;
import dev.poller.blocking.internal.wait.Deadline;
import dev.poller.blocking.internal.wait.Limit;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A connection of messages on this machine (SOCK_SEQPACKET): messages arrive whole and in order, none is lost, and the
 * end is reported. Any thread may call every method; one may receive while another sends, further ones queue. {@link
 * dev.poller.blocking.ByteStream} says how calls wait and end. On Linux, on the provider epoll.
 *
 * <p>A message has as many bytes as the sender's SO_SNDBUF has room for, about 200,000 unless it is set. Those of
 * direct buffers are not copied.
 */
public final class SeqpacketSocket extends OpenSocket<SeqpacketSocket, UnixAddress, StreamSocket> {
    SeqpacketSocket(Netpoll netpoll, Handle<StreamSocket> handle) throws IOException {
        super(netpoll, handle, (UnixAddress) handle.endpoint().remoteAddress());
    }

    /**
     * What was received.
     *
     * @param size how many bytes the message has, -1 at the end: the peer has closed, or shut down its output
     * @param truncated true if there was room for fewer: the others are lost
     * @param descriptors as in {@link UnixStream.Received}
     * @param cut as in {@link UnixStream.Received}
     */
    public record Received(int size, boolean truncated, List<Integer> descriptors, boolean cut) {}

    /**
     * Connects.
     *
     * @param netpoll the runtime to wait on
     * @param remote where somebody listens
     * @throws IOException as {@link #connect(Netpoll, UnixAddress, Until)}
     */
    public static SeqpacketSocket connect(Netpoll netpoll, UnixAddress remote) throws IOException {
        return connect(netpoll, remote, Until.FOREVER);
    }

    /**
     * Connects, as {@link UnixStream#connect(Netpoll, UnixAddress, Until)} does: it waits while the listener's queue is
     * full.
     *
     * @param netpoll the runtime to wait on
     * @param remote where somebody listens
     * @param until what ends the attempt
     * @throws IllegalArgumentException if the address has no name
     * @throws java.net.ConnectException if nobody listens there, or for another kind of connection; the message names
     *     the address
     * @throws UnsupportedOperationException if the provider or the system has no such sockets; the message says which
     *     has
     * @throws IOException if it fails for another reason
     */
    public static SeqpacketSocket connect(Netpoll netpoll, UnixAddress remote, Until until) throws IOException {
        if (remote.isUnnamed()) {
            throw new IllegalArgumentException("an unnamed address cannot be connected to");
        }
        PollRuntime runtime = Access.get().runtime(netpoll);
        Handle<StreamSocket> connected =
                Opening.connect(runtime, runtime.transport().seqpacket(), remote, handle -> connecting(until, handle));
        return Opening.use(connected, handle -> new SeqpacketSocket(netpoll, handle));
    }

    private static Limit connecting(Until until, Handle<?> handle) {
        return Objects.requireNonNullElseGet(
                Access.get().limit(until, handle, "Connect"),
                () -> new Limit("Connect", Deadline.NONE, null, false, false, handle.timers()));
    }

    /**
     * Sends all that remains as one message, waiting for room if need be, and moves the position past it. Descriptors
     * may go along: the peer gets duplicates, they stay open here.
     *
     * @param source the bytes, at least one: an empty message would look like the end
     * @param descriptors the numbers of up to {@link UnixStream#MOST_DESCRIPTORS} open ones
     * @throws dev.poller.BadDescriptorException if a descriptor is not open; nothing is sent then
     * @throws IOException as {@link dev.poller.blocking.ByteStream} says for waiting calls; EMSGSIZE if the message is
     *     larger than SO_SNDBUF
     */
    public void send(ByteBuffer source, int... descriptors) throws IOException {
        send(source, Until.FOREVER, descriptors);
    }

    /**
     * As {@link #send(ByteBuffer, int...)}.
     *
     * @param source the bytes, at least one
     * @param until what else ends this call
     * @param descriptors the numbers of those that go along
     * @throws IOException as {@link #send(ByteBuffer, int...)} and {@link Until}
     */
    public void send(ByteBuffer source, Until until, int... descriptors) throws IOException {
        if (!source.hasRemaining()) {
            throw new IllegalArgumentException("an empty message cannot be sent: it would look like the end");
        }
        ByteBuffer whole = inOnePiece(source);
        run(PassCalls.SEND, new Parcel(whole, 0, descriptors.clone()), whole.remaining(), until, "Send");
        source.position(source.limit());
    }

    /** What is too large to be copied through a buffer lies in native memory for the time of the call. */
    private static ByteBuffer inOnePiece(ByteBuffer source) {
        boolean fits = source.isDirect() || source.remaining() <= Parcel.ROOM;
        return fits
                ? source.duplicate()
                : ByteBuffer.allocateDirect(source.remaining())
                        .put(source.duplicate())
                        .flip();
    }

    /**
     * Receives the next message, waiting for it if need be, and moves the position past what there was room for.
     * Descriptors that come along are closed.
     *
     * @param target takes the bytes, and has room for at least one; not to be used by others meanwhile
     * @throws IOException as {@link dev.poller.blocking.ByteStream} says for waiting calls
     */
    public Received receive(ByteBuffer target) throws IOException {
        return receive(target, 0, Until.FOREVER);
    }

    /**
     * As {@link #receive(ByteBuffer)}, and takes the descriptors that come along.
     *
     * @param target takes the bytes, and has room for at least one; not to be used by others meanwhile
     * @param most how many descriptors to take, up to {@link UnixStream#MOST_DESCRIPTORS}; the system closes further
     *     ones
     * @param until what else ends this call
     * @throws IOException as {@link #receive(ByteBuffer)} and {@link Until}
     */
    public Received receive(ByteBuffer target, int most, Until until) throws IOException {
        if (target.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        if (!target.hasRemaining()) {
            throw new IllegalArgumentException("the buffer has no room");
        }
        boolean fits = target.isDirect() || target.remaining() <= Parcel.ROOM;
        ByteBuffer room = fits ? target.duplicate() : ByteBuffer.allocateDirect(target.remaining());
        int before = room.position();
        Parcel parcel = new Parcel(room, most);
        int count = run(PassCalls.RECEIVE, parcel, room.remaining(), until, "Receive");
        int moved = room.position() - before;
        if (fits) {
            target.position(room.position());
        } else {
            target.put(room.flip());
        }
        int size = count < 0 ? -1 : parcel.size;
        List<Integer> descriptors = Arrays.stream(parcel.descriptors).boxed().toList();
        return new Received(size, moved < size, descriptors, parcel.cut);
    }

    /**
     * Ends sending: the peer sees the end after what was sent.
     *
     * @throws IOException if closed, or the operating system refuses
     */
    public void shutdownOutput() throws IOException {
        try {
            ByteCalls.shutdown(handle(), true);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Who was at the other end when the connection was made, as the system vouches for it.
     *
     * @throws IOException if closed, or the operating system refuses
     */
    public UnixStream.Peer peer() throws IOException {
        int[] found = PassCalls.peer(handle());
        return new UnixStream.Peer(found[0], found[1], found[2]);
    }

    /** The peer's address; known also after the close. */
    public UnixAddress remoteAddress() {
        return Objects.requireNonNullElse(peerAddress(), UnixAddress.UNNAMED);
    }
}
