// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.UnixAddress;
import dev.poller.blocking.internal.address.SocketFile;
import dev.poller.blocking.internal.end.ListenSocket;
import dev.poller.blocking.internal.end.NewSocket;
import dev.poller.blocking.internal.end.StreamSocket;
import dev.poller.blocking.internal.end.Transport;
import dev.poller.blocking.internal.io.Handle;
import java.io.IOException;
import java.net.BindException;
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
     * @param permissions of the file, whatever the umask is; empty for what the umask leaves. Whoever may write may connect
     * @param replacesStale whether a socket file is replaced that nobody listens on any more: its program has been killed
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
     * @param options backlog, permissions and what becomes of a stale file
     * @throws IllegalArgumentException if the address has no name, or is abstract and permissions are asked for
     * @throws BindException if somebody listens there, or the file cannot be made; the message names it
     * @throws UnsupportedOperationException if the system has no Unix sockets, or java.nio none of this name, or cannot set
     *     permissions
     * @throws IOException if it fails for another reason
     */
    public static UnixListener open(Netpoll netpoll, UnixAddress local, Options options) throws IOException {
        if (local.isUnnamed()) {
            throw new IllegalArgumentException("a listener needs a name");
        }
        if (local.isAbstract() && options.permissions().isPresent()) {
            throw new IllegalArgumentException("an abstract name is no file that could have permissions: " + local);
        }
        try {
            return listen(netpoll, local, options);
        } catch (BindException refused) {
            if (!options.replacesStale()
                    || !netpoll.runtime()
                            .making(() -> deletesStale(netpoll.runtime().transport(), local))) {
                throw refused;
            }
            return listen(netpoll, local, options);
        }
    }

    /**
     * Takes over a socket that listens already, such as {@link dev.poller.blocking.server.SocketActivation} tells of;
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
        Handle<ListenSocket> adopted = SocketListener.adopt(netpoll, fd, true);
        try {
            return new UnixListener(netpoll, adopted);
        } catch (Throwable failure) {
            closeAfter(failure, adopted::close);
            throw failure;
        }
    }

    /** Of two programs that replace one stale file at once, the later may delete what the other has just made. */
    private static boolean deletesStale(Transport transport, UnixAddress local) throws IOException {
        Optional<SocketFile> found = SocketFile.at(local);
        if (found.isEmpty() || !transport.isAbandoned(local)) {
            return false;
        }
        found.get().delete();
        return true;
    }

    private static UnixListener listen(Netpoll netpoll, UnixAddress local, Options options) throws IOException {
        NewSocket socket = netpoll.runtime().transport().unixListener();
        try {
            socket.bind(local);
            if (options.permissions().isPresent()) {
                socket.permit(options.permissions().get());
            }
        } catch (Throwable failure) {
            closeAfter(failure, socket::close);
            throw failure;
        }
        Handle<ListenSocket> listening = listen(netpoll, socket, options.backlog());
        try {
            return new UnixListener(netpoll, listening);
        } catch (Throwable failure) {
            closeAfter(failure, listening::close);
            throw failure;
        }
    }

    @Override
    UnixStream stream(Netpoll on, Handle<StreamSocket> accepted, UnixAddress likelyLocal) throws IOException {
        return new UnixStream(on, accepted, likelyLocal);
    }
}
