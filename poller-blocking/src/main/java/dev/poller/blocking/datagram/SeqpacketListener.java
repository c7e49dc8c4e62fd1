// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.datagram;

import dev.poller.UnixAddress;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.UnixListener;
import dev.poller.blocking.Until;
import dev.poller.blocking.internal.end.ListenSocket;
import dev.poller.blocking.internal.io.AcceptCalls;
import dev.poller.blocking.internal.io.Handle;
import dev.poller.blocking.internal.runtime.Access;
import dev.poller.blocking.internal.runtime.Opening;
import dev.poller.blocking.internal.runtime.PollRuntime;
import java.io.IOException;
import java.lang.ref.Reference;

/**
 * Accepts connections of messages on this machine. Any thread may call every method; how calls wait and end says {@link
 * dev.poller.blocking.ByteStream}. Closing it deletes its file. On Linux, on the provider epoll.
 */
public final class SeqpacketListener extends OpenSocket<SeqpacketListener, UnixAddress, ListenSocket> {
    private SeqpacketListener(Netpoll netpoll, Handle<ListenSocket> handle) throws IOException {
        super(netpoll, handle, null);
    }

    /**
     * Listens with the default options.
     *
     * @param netpoll the runtime to wait on
     * @param local as {@link #open(Netpoll, UnixAddress, UnixListener.Options)}
     * @throws IOException as {@link #open(Netpoll, UnixAddress, UnixListener.Options)}
     */
    public static SeqpacketListener open(Netpoll netpoll, UnixAddress local) throws IOException {
        return open(netpoll, local, UnixListener.Options.DEFAULTS);
    }

    /**
     * Listens.
     *
     * @param netpoll the runtime to wait on
     * @param local a path where no file is, or an abstract name
     * @param options backlog, permissions, and whether to replace a stale file
     * @throws IllegalArgumentException if the address has no name, or is abstract and permissions are asked for
     * @throws java.net.BindException if the address is in use, or the file cannot be made; the message names it
     * @throws UnsupportedOperationException if the provider or the system has no such sockets; the message says which
     *     has
     * @throws IOException if it fails for another reason
     */
    public static SeqpacketListener open(Netpoll netpoll, UnixAddress local, UnixListener.Options options)
            throws IOException {
        PollRuntime runtime = Access.get().runtime(netpoll);
        Opening.LocalListener listener = new Opening.LocalListener(
                runtime.transport()::seqpacket,
                local,
                options.backlog(),
                options.permissions(),
                options.replacesStale());
        return Opening.use(listener.open(runtime), handle -> new SeqpacketListener(netpoll, handle));
    }

    /**
     * Takes the next connection, waiting for it if need be.
     *
     * @throws IOException as {@link dev.poller.blocking.ByteStream} says for waiting calls; also at the limit of
     *     descriptors
     */
    public SeqpacketSocket accept() throws IOException {
        return accept(Until.FOREVER);
    }

    /**
     * As {@link #accept()}.
     *
     * @param until what else ends this call
     * @throws IOException as {@link #accept()} and {@link Until}
     */
    public SeqpacketSocket accept(Until until) throws IOException {
        try {
            PollRuntime runtime = Access.get().runtime(netpoll());
            return Opening.use(
                    runtime.accepted(AcceptCalls.accept(handle(), Access.get().limit(until, handle(), "Accept"))),
                    accepted -> new SeqpacketSocket(netpoll(), accepted));
        } finally {
            Reference.reachabilityFence(this);
        }
    }
}
