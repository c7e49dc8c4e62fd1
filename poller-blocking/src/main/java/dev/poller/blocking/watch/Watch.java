// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.watch;

import dev.poller.Interest;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Until;
import dev.poller.blocking.internal.end.Awaited;
import dev.poller.blocking.internal.io.AwaitCalls;
import dev.poller.blocking.internal.io.Handle;
import dev.poller.blocking.internal.runtime.Access;
import dev.poller.blocking.internal.runtime.PollRuntime;
import java.io.IOException;
import java.lang.ref.Reference;

/**
 * What is waited for, on a runtime. Any thread.
 *
 * @param <E> the role
 */
abstract class Watch<E extends Awaited> implements AutoCloseable {
    private final Netpoll netpoll;
    private final Handle<E> handle;

    /** Registers the endpoint; closes it if that fails. */
    Watch(Netpoll netpoll, E endpoint) throws IOException {
        this.netpoll = netpoll;
        this.handle = runtime(netpoll).open(endpoint);
        handle.ownedBy(this);
    }

    static PollRuntime runtime(Netpoll netpoll) {
        return Access.get().runtime(netpoll);
    }

    final Handle<E> handle() {
        return handle;
    }

    /** Waits until there is something. */
    final void awaitReady(Until until) throws IOException {
        try {
            AwaitCalls.await(handle, Interest.READ, Access.get().limit(until, handle, "Wait"));
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** The runtime it waits on. */
    public final Netpoll netpoll() {
        return netpoll;
    }

    /** False once closed. */
    public final boolean isOpen() {
        return handle.isOpen();
    }

    /**
     * Ends the calls that wait, and watches no more. A second close does nothing.
     *
     * @throws IOException if the operating system refuses; it is closed all the same
     */
    @Override
    public final void close() throws IOException {
        handle.close();
    }
}
