// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.UnixAddress;
import dev.poller.blocking.internal.end.StreamSocket;
import dev.poller.blocking.internal.io.Handle;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A connection over a Unix stream socket, within one machine. Any thread may call every method; how calls wait and end
 * says {@link ByteStream}. Its options are SO_SNDBUF and SO_RCVBUF.
 *
 * <p>Descriptors that the peer sends along are closed by the system: this does not take them.
 *
 * {@snippet file="dev/poller/examples/UnixEcho.java" region="connect"}
 */
public final class UnixStream extends SocketStream<UnixStream, UnixAddress> {
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
     * Connects. It waits only while the listener's queue is full, on Linux, and tries again up to every 32 milliseconds,
     * for nobody tells when there is room; on the provider nio, and other systems, a full queue refuses. Nothing is left
     * open after a failure.
     *
     * @param netpoll the runtime to wait on
     * @param remote where somebody listens
     * @param until what ends the attempt
     * @throws IllegalArgumentException if the address has no name
     * @throws java.net.ConnectException if there is no such file, nobody listens, or the file's permissions do not let this
     *     program connect; the message names the address
     * @throws java.net.SocketTimeoutException "Connect timed out"
     * @throws UnsupportedOperationException if the system has no Unix sockets, or java.nio none of this name
     * @throws IOException if it fails for another reason
     */
    public static UnixStream connect(Netpoll netpoll, UnixAddress remote, Until until) throws IOException {
        if (remote.isUnnamed()) {
            throw new IllegalArgumentException("nobody listens without a name");
        }
        Handle<StreamSocket> connected =
                connect(netpoll, netpoll.runtime().transport().unix(), remote, until);
        try {
            return new UnixStream(netpoll, connected, UnixAddress.UNNAMED);
        } catch (Throwable failure) {
            SocketListener.closeAfter(failure, connected::close);
            throw failure;
        }
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
     * Who was at the other end when the connection was made, as the system vouches for it.
     *
     * @throws UnsupportedOperationException if the provider, or the system, does not tell; the message says which does
     * @throws IOException if closed, or the operating system refuses
     */
    public Peer peer() throws IOException {
        handle().enter();
        try {
            int[] found = handle().endpoint().peerCredentials();
            return new Peer(found[0], found[1], found[2]);
        } finally {
            handle().leave();
        }
    }
}
