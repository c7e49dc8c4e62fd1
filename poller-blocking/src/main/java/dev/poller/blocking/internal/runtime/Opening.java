// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.runtime;

import dev.poller.UnixAddress;
import dev.poller.blocking.internal.address.SocketFile;
import dev.poller.blocking.internal.end.Endpoint;
import dev.poller.blocking.internal.end.ListenSocket;
import dev.poller.blocking.internal.end.NewSocket;
import dev.poller.blocking.internal.end.StreamSocket;
import dev.poller.blocking.internal.end.Transport;
import dev.poller.blocking.internal.io.ConnectCalls;
import dev.poller.blocking.internal.io.Handle;
import dev.poller.blocking.internal.wait.Limit;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketAddress;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Makes connections and listeners of sockets. What cannot be used after a failure is closed. Any thread. */
public final class Opening {
    private Opening() {}

    /** Makes something of what is open, and closes that if it fails. */
    public static <O extends Closeable, T> T use(O opened, Handle.Use<O, T> use) throws IOException {
        try {
            return use.make(opened);
        } catch (Throwable failure) {
            closeAfter(failure, opened);
            throw failure;
        }
    }

    /** Closes what is of no use after a failure. */
    public static void closeAfter(Throwable failure, AutoCloseable opened) {
        try {
            opened.close();
        } catch (Exception second) {
            failure.addSuppressed(second);
        }
    }

    /** Closes them all; if some fail it throws what the first one did, once all are closed. */
    public static void closeAll(Iterable<? extends AutoCloseable> all) throws IOException {
        IOException refused = null;
        for (AutoCloseable each : all) {
            try {
                each.close();
            } catch (Exception failure) {
                if (refused == null) {
                    refused = failure instanceof IOException known ? known : new IOException(failure);
                } else {
                    refused.addSuppressed(failure);
                }
            }
        }
        if (refused != null) {
            throw refused;
        }
    }

    /**
     * Connects a socket.
     *
     * @param limit what ends it, by the handle it has then
     */
    public static Handle<StreamSocket> connect(
            PollRuntime runtime, NewSocket socket, SocketAddress remote, Function<Handle<?>, Limit> limit)
            throws IOException {
        StreamSocket connecting = use(socket, NewSocket::toConnect);
        return use(registered(runtime, socket, connecting), handle -> {
            ConnectCalls.connect(handle, remote, limit.apply(handle));
            return handle;
        });
    }

    /** Makes a socket listen that has its address. */
    public static Handle<ListenSocket> listen(PollRuntime runtime, NewSocket socket, int backlog) throws IOException {
        return registered(runtime, socket, use(socket, bound -> bound.listen(backlog)));
    }

    private static <E extends Endpoint> Handle<E> registered(PollRuntime runtime, NewSocket before, E endpoint)
            throws IOException {
        try {
            return runtime.open(endpoint);
        } finally {
            before.handedOver();
        }
    }

    /** Takes over a socket that somebody else has opened and that listens; it stays theirs if that fails. */
    public static Handle<ListenSocket> adopt(PollRuntime runtime, int fd, boolean local) throws IOException {
        return runtime.making(() -> {
            ListenSocket found = runtime.transport().adoptListener(fd, local);
            Handle<ListenSocket> handle = runtime.open(found);
            return handle.use(
                    owned -> { // Closed meanwhile with its runtime: then it has stayed open.
                        owned.own(true);
                        return handle;
                    });
        });
    }

    /**
     * How a socket of the Unix family listens.
     *
     * @param sockets makes a new one
     * @param replacesStale whether a file is replaced that nobody listens on
     */
    public record LocalListener(
            PollRuntime.Making<NewSocket> sockets,
            UnixAddress local,
            int backlog,
            Optional<Set<PosixFilePermission>> permissions,
            boolean replacesStale) {
        /** Checks the address. */
        public LocalListener {
            if (local.isUnnamed()) {
                throw new IllegalArgumentException("a listener needs a name");
            }
            if (local.isAbstract() && permissions.isPresent()) {
                throw new IllegalArgumentException("an abstract name is not a file and has no permissions: " + local);
            }
        }

        /** Makes it listen. */
        public Handle<ListenSocket> open(PollRuntime runtime) throws IOException {
            try {
                return listen(runtime);
            } catch (BindException refused) {
                if (!replacesStale || !runtime.making(() -> deletesStale(runtime.transport(), local))) {
                    throw refused;
                }
                return listen(runtime);
            }
        }

        private Handle<ListenSocket> listen(PollRuntime runtime) throws IOException {
            NewSocket bound = use(sockets.make(), socket -> {
                socket.bind(local);
                if (permissions.isPresent()) {
                    socket.permit(permissions.get());
                }
                return socket;
            });
            return Opening.listen(runtime, bound, backlog);
        }
    }

    /**
     * Deletes the file of a socket that nobody has any more; false if there is none. Of two programs that do so at
     * once, the later may delete what the other has just made.
     */
    public static boolean deletesStale(Transport transport, UnixAddress local) throws IOException {
        Optional<SocketFile> found = SocketFile.at(local);
        if (found.isEmpty() || !transport.isAbandoned(local)) {
            return false;
        }
        found.get().delete();
        return true;
    }
}
