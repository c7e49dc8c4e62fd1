// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.UnixAddress;
import dev.poller.blocking.internal.end.StreamSocket;
import dev.poller.blocking.internal.end.StreamSocket.Parcel;
import dev.poller.blocking.internal.io.Handle;
import dev.poller.blocking.internal.io.PassCalls;
import dev.poller.blocking.internal.runtime.Opening;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection over a Unix stream socket, within one machine. Any thread may call every method; how calls wait and end
 * says {@link ByteStream}. Its options are SO_SNDBUF and SO_RCVBUF.
 *
 * <p>Descriptors that the peer sends along are taken by {@link #receive}; the system closes those that a read comes
 * across.
 *
 * {@snippet file="dev/poller/examples/UnixEcho.java" region="connect"}
 */
public final class UnixStream extends SocketStream<UnixStream, UnixAddress> {
    /** How many descriptors go with one call: a few less than Linux takes, as many as musl does. */
    public static final int MOST_DESCRIPTORS = Parcel.MOST;

    UnixStream(Netpoll netpoll, Handle<StreamSocket> handle, @Nullable UnixAddress likelyLocal) throws IOException {
        super(netpoll, handle, likelyLocal);
    }

    /**
     * Connects on the {@linkplain Netpoll#shared() shared} runtime.
     *
     * @param remote where somebody listens
     * @throws IOException as {@link #connect(Netpoll, UnixAddress, Until)}
     */
    public static UnixStream connect(UnixAddress remote) throws IOException {
        return connect(Netpoll.shared(), remote);
    }

    /**
     * Connects.
     *
     * @param netpoll the runtime to wait on
     * @param remote where somebody listens
     * @throws IOException as {@link #connect(Netpoll, UnixAddress, Until)}
     */
    public static UnixStream connect(Netpoll netpoll, UnixAddress remote) throws IOException {
        return connect(netpoll, remote, Until.FOREVER);
    }

    /**
     * Connects within a time.
     *
     * @param netpoll the runtime to wait on
     * @param remote where somebody listens
     * @param timeout how long to wait at most
     * @throws IOException as {@link #connect(Netpoll, UnixAddress, Until)}
     */
    public static UnixStream connect(Netpoll netpoll, UnixAddress remote, Duration timeout) throws IOException {
        return connect(netpoll, remote, Until.in(timeout));
    }

    /**
     * Connects. It waits only while the listener's queue is full, on Linux, and tries again up to every 32
     * milliseconds, because the kernel does not report room; on the provider nio, and other systems, a full queue
     * refuses. Nothing is left open after a failure.
     *
     * @param netpoll the runtime to wait on
     * @param remote where somebody listens
     * @param until what ends the attempt
     * @throws IllegalArgumentException if the address has no name
     * @throws java.net.ConnectException if there is no such file, nobody listens, or the file's permissions do not let
     *     this program connect; the message names the address
     * @throws java.net.SocketTimeoutException "Connect timed out"
     * @throws UnsupportedOperationException if the system has no Unix sockets, or java.nio none of this name
     * @throws IOException if it fails for another reason
     */
    public static UnixStream connect(Netpoll netpoll, UnixAddress remote, Until until) throws IOException {
        if (remote.isUnnamed()) {
            throw new IllegalArgumentException("an unnamed address cannot be connected to");
        }
        return Opening.use(
                connect(netpoll, netpoll.runtime().transport().unix(), remote, until),
                connected -> new UnixStream(netpoll, connected, UnixAddress.UNNAMED));
    }

    /**
     * Who is at the other end.
     *
     * @param pid the process that connected, or listens; 0 if it is in a namespace that cannot be seen from here
     * @param uid its effective user
     * @param gid its effective group
     */
    public record Peer(int pid, int uid, int gid) {}

    /**
     * What was received.
     *
     * @param count how many bytes, -1 at the end of the stream
     * @param descriptors the numbers of those that came along: open, not passed on to child processes, and the caller's
     *     to close, or to {@linkplain Descriptor#adopt adopt}
     * @param cut true if some were lost: more came than asked for, or than this process may have open
     */
    public record Received(int count, List<Integer> descriptors, boolean cut) {}

    /**
     * Writes all that remains, and sends descriptors along with its first byte. The peer gets duplicates; they stay
     * open here.
     *
     * @param source the bytes, at least one; the position moves past what was written, also when it throws
     * @param descriptors the numbers of up to {@value #MOST_DESCRIPTORS} open ones
     * @throws dev.poller.BadDescriptorException if one is not open; nothing is sent then
     * @throws UnsupportedOperationException if the provider, or the system, cannot; the message says which can
     * @throws IOException as {@link #write(ByteBuffer)}
     */
    public void send(ByteBuffer source, int... descriptors) throws IOException {
        send(source, Until.FOREVER, descriptors);
    }

    /**
     * As {@link #send(ByteBuffer, int...)}.
     *
     * @param until what else ends this call
     * @throws IOException as {@link #send(ByteBuffer, int...)} and {@link Until}
     */
    public void send(ByteBuffer source, Until until, int... descriptors) throws IOException {
        if (!source.hasRemaining()) {
            throw new IllegalArgumentException("descriptors are sent with at least one byte, and there is none");
        }
        run(PassCalls.SEND, new Parcel(source, 0, descriptors.clone()), 0, source.remaining(), until, "Write");
    }

    /**
     * Reads at least one byte, waiting for it if need be, and takes the descriptors that came with what is read. What
     * was sent with other descriptors is left for the next call.
     *
     * @param target takes the bytes, and has room for at least one
     * @param most how many descriptors to take, up to {@value #MOST_DESCRIPTORS}; the system closes further ones
     * @throws UnsupportedOperationException if the provider, or the system, cannot; the message says which can
     * @throws IOException as {@link #read(ByteBuffer)}
     */
    public Received receive(ByteBuffer target, int most) throws IOException {
        return receive(target, most, Until.FOREVER);
    }

    /**
     * As {@link #receive(ByteBuffer, int)}.
     *
     * @param until what else ends this call
     * @throws IOException as {@link #receive(ByteBuffer, int)} and {@link Until}
     */
    public Received receive(ByteBuffer target, int most, Until until) throws IOException {
        if (target.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        if (!target.hasRemaining()) {
            throw new IllegalArgumentException("descriptors are received with a byte, and the buffer has no room");
        }
        Parcel parcel = new Parcel(target, most);
        int count = run(PassCalls.RECEIVE, parcel, 0, target.remaining(), until, "Read");
        return new Received(count, Arrays.stream(parcel.descriptors).boxed().toList(), parcel.cut);
    }

    /**
     * Who was at the other end when the connection was made, as the system vouches for it.
     *
     * @throws UnsupportedOperationException if the provider, or the system, does not tell; the message says which does
     * @throws IOException if closed, or the operating system refuses
     */
    public Peer peer() throws IOException {
        int[] found = PassCalls.peer(handle());
        return new Peer(found[0], found[1], found[2]);
    }
}
