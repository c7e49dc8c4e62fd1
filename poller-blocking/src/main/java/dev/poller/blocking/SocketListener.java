// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.blocking.internal.end.ListenSocket;
import dev.poller.blocking.internal.end.StreamSocket;
import dev.poller.blocking.internal.io.AcceptCalls;
import dev.poller.blocking.internal.io.Handle;
import dev.poller.blocking.internal.runtime.Opening;
import dev.poller.blocking.internal.wait.Deadline;
import java.io.IOException;
import java.lang.ref.Reference;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A listener over a socket. Any thread.
 *
 * @param <S> the kind of stream
 * @param <A> the kind of address
 */
abstract class SocketListener<S extends SocketStream<S, A>, A extends SocketAddress> implements Listener<S> {
    private final Netpoll netpoll;
    private final Handle<ListenSocket> handle;
    private final A local;

    /** Of the stream accepted last. Most have the same one, and need no object of their own. */
    private volatile A acceptedLocal;

    private final CountDownLatch closed = new CountDownLatch(1);

    /** A listener that owns the handle. */
    @SuppressWarnings("unchecked") // The endpoint of a subclass has addresses of its kind.
    SocketListener(Netpoll netpoll, Handle<ListenSocket> handle) throws IOException {
        this.netpoll = netpoll;
        this.handle = handle;
        // The runtime may be closed already, and the number another descriptor's.
        this.local = (A) handle.use(ListenSocket::localAddress);
        this.acceptedLocal = local;
        handle.onClose(closed::countDown);
        handle.ownedBy(this);
    }

    /**
     * A stream over what was accepted.
     *
     * @param likelyLocal as the constructor of {@link SocketStream} takes it
     */
    abstract S stream(Netpoll on, Handle<StreamSocket> accepted, A likelyLocal) throws IOException;

    @Override
    public final S accept() throws IOException {
        return accept(Until.FOREVER);
    }

    @Override
    public final S accept(Until until) throws IOException {
        try {
            A likely = acceptedLocal;
            S stream = Opening.use(
                    netpoll.runtime().accepted(AcceptCalls.accept(handle, until.limit(handle, "Accept"))),
                    accepted -> stream(netpoll, accepted, likely));
            if (!stream.localAddress().equals(likely)) {
                acceptedLocal = stream.localAddress();
            }
            return stream;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    final Handle<ListenSocket> handle() {
        return handle;
    }

    @Override
    public final void setAcceptDeadline(Duration fromNow) {
        handle.set(handle.read, Deadline.after(fromNow));
    }

    @Override
    public final void clearAcceptDeadline() {
        handle.set(handle.read, Deadline.NONE);
    }

    @Override
    public final A localAddress() {
        return local;
    }

    @Override
    public final Netpoll netpoll() {
        return netpoll;
    }

    @Override
    public final boolean isOpen() {
        return handle.isOpen();
    }

    @Override
    public final boolean awaitClose(Duration atMost) throws InterruptedException {
        return closed.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public final void close() throws IOException {
        handle.close();
    }

    /** For example {@code TcpListener[/127.0.0.1:8080]}. */
    @Override
    public final String toString() {
        return getClass().getSimpleName() + "[" + local + (isOpen() ? "]" : ", closed]");
    }
}
