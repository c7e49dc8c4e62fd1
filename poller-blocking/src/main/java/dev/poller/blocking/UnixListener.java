// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.UnixAddress;
import dev.poller.blocking.internal.end.ListenSocket;
import dev.poller.blocking.internal.end.StreamSocket;
import dev.poller.blocking.internal.io.Handle;
import dev.poller.blocking.internal.runtime.Opening;
import java.io.IOException;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/**
 * A Unix stream socket that accepts connections. Any thread may call every method; how calls wait and end says {@link
 * ByteStream}. Closing it deletes its file.
 *
 * {@snippet file="dev/poller/examples/UnixEcho.java" region="listen"}
 */
public final class UnixListener extends SocketListener<UnixStream, UnixAddress> {
    private UnixListener(Netpoll netpoll, Handle<ListenSocket> handle) throws IOException {
        super(netpoll, handle);
    }

    /**
     * How a listener is opened.
     *
     * @param backlog how many connections wait to be accepted; the system may take less
     * @param permissions of the file, whatever the umask is; empty for those of the umask. The right to write is
     *     the right to connect
     * @param replacesStale whether to replace a socket file that nobody listens on any more, because its program was
     *     killed
     */
    public record Options(int backlog, Optional<Set<PosixFilePermission>> permissions, boolean replacesStale) {
        /** The system's largest backlog, the umask's permissions, and a stale file is replaced. */
        public static final Options DEFAULTS = new Options(Integer.MAX_VALUE, Optional.empty(), true);

        /** Checks the backlog. */
        public Options {
            if (backlog < 1) {
                throw new IllegalArgumentException("backlog must be 1 or more: " + backlog);
            }
            permissions = permissions.map(Set::copyOf);
        }
    }

    /**
     * Listens on the {@linkplain Netpoll#shared() shared} runtime with the default options.
     *
     * @param local as {@link #open(Netpoll, UnixAddress, Options)}
     * @throws IOException as {@link #open(Netpoll, UnixAddress, Options)}
     */
    public static UnixListener open(UnixAddress local) throws IOException {
        return open(Netpoll.shared(), local);
    }

    /**
     * Listens with the default options.
     *
     * @param netpoll the runtime to wait on
     * @param local as {@link #open(Netpoll, UnixAddress, Options)}
     * @throws IOException as {@link #open(Netpoll, UnixAddress, Options)}
     */
    public static UnixListener open(Netpoll netpoll, UnixAddress local) throws IOException {
        return open(netpoll, local, Options.DEFAULTS);
    }

    /**
     * Listens. To find out whether a file that exists is stale it connects to it once.
     *
     * @param netpoll the runtime to wait on
     * @param local a path where no file is, or an abstract name
     * @param options backlog, permissions, and whether to replace a stale file
     * @throws IllegalArgumentException if the address has no name, or is abstract and permissions are asked for
     * @throws java.net.BindException if somebody listens there, or the file cannot be made; the message names it
     * @throws UnsupportedOperationException if the system has no Unix sockets, or java.nio none of this name, or cannot
     *     set permissions
     * @throws IOException if it fails for another reason
     */
    public static UnixListener open(Netpoll netpoll, UnixAddress local, Options options) throws IOException {
        Opening.LocalListener listener = new Opening.LocalListener(
                netpoll.runtime().transport()::unixListener,
                local,
                options.backlog(),
                options.permissions(),
                options.replacesStale());
        return Opening.use(listener.open(netpoll.runtime()), handle -> new UnixListener(netpoll, handle));
    }

    /**
     * Takes over a socket that listens already, such as one of {@link dev.poller.blocking.server.SocketActivation};
     * it is closed with this. Its file is left.
     *
     * @param netpoll the runtime to wait on
     * @param fd its number
     * @throws dev.poller.BadDescriptorException if it is not open
     * @throws dev.poller.NotPollableException if it is a file or a directory
     * @throws dev.poller.AlreadyRegisteredException if the loop that would poll it has it already
     * @throws IllegalArgumentException if it is anything else than such a socket; it is left as it was
     * @throws UnsupportedOperationException if the runtime's provider watches no descriptors
     * @throws IOException if the runtime is closed, or the operating system refuses; it stays open
     */
    public static UnixListener adopt(Netpoll netpoll, int fd) throws IOException {
        return Opening.use(Opening.adopt(netpoll.runtime(), fd, true), handle -> new UnixListener(netpoll, handle));
    }

    @Override
    UnixStream stream(Netpoll on, Handle<StreamSocket> accepted, UnixAddress likelyLocal) throws IOException {
        return new UnixStream(on, accepted, likelyLocal);
    }
}
