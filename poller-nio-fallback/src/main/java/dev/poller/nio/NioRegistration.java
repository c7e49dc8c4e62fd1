// SPDX-License-Identifier: Apache-2.0
package dev.poller.nio;

import dev.poller.Interest;
import dev.poller.Registration;
import dev.poller.Trigger;
import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One channel on one {@link NioPoller}. Public methods from any thread, the others with the poller's lock held. */
class NioRegistration implements Registration {
    private final NioPoller poller;
    private final SelectableChannel channel;
    private final Trigger trigger;
    private final @Nullable Object attachment;

    /** Written with the poller's lock held. */
    private volatile boolean open = true;

    private SelectionKey key;
    private int wanted;

    /** Operations found ready and not yet handed over; 0 if this waits for nothing. Confined to the polling thread. */
    private int ready;

    NioRegistration(
            NioPoller poller,
            SelectableChannel channel,
            Trigger trigger,
            @Nullable Object attachment,
            SelectionKey key) {
        this.poller = poller;
        this.channel = channel;
        this.trigger = trigger;
        this.attachment = attachment;
        this.key = key;
        key.attach(this);
    }

    @Override
    public @Nullable Object attachment() {
        return attachment;
    }

    @Override
    public void arm(Set<Interest> interest) throws IOException {
        poller.arm(this, Ops.wanted(interest));
    }

    @Override
    public boolean isOpen() {
        return open && poller.isOpen();
    }

    @Override
    public void close() throws IOException {
        poller.close(this);
    }

    /** The poller has been closed, and with it this. */
    void pollerClosed() throws IOException {}

    SelectableChannel channel() {
        return channel;
    }

    SelectionKey key() {
        return key;
    }

    /** True if it has to {@link #ask} again, because a connection attempt has not ended. */
    boolean want(int newlyWanted) throws ClosedChannelException {
        wanted = newlyWanted;
        boolean connecting = ask();
        if (!key.isValid()) {
            throw new ClosedChannelException();
        }
        return connecting;
    }

    /** Asks the Selector for what is wanted; true if that changes when a connection attempt ends. */
    boolean ask() {
        int ops = Ops.of(channel, wanted);
        try {
            key.interestOps(ops);
            return (ops & SelectionKey.OP_CONNECT) != 0;
        } catch (CancelledKeyException closed) {
            return false; // its user has closed the channel, and nothing more is reported about it
        }
    }

    /** Moves to a new Selector. A channel that its user has closed stays behind. */
    void move(Selector to) {
        try {
            key = channel.register(to, 0, this);
            ask();
        } catch (ClosedChannelException closed) {
            key.cancel();
        }
    }

    /** The polling thread, without the lock; true if it did not wait to be handed over already. */
    boolean found(int readyOps) {
        boolean first = ready == 0;
        ready |= readyOps;
        return first && readyOps != 0;
    }

    /** Takes what was found, which disarms a one-shot. 0 if there is nothing to hand over any more. */
    int claim() {
        int found = Ops.readiness(ready, wanted);
        ready = 0;
        if (found == 0 || !key.isValid()) {
            return 0;
        }
        if (trigger == Trigger.ONESHOT) {
            wanted = 0;
            ask();
        }
        return found;
    }

    /** Ends it; false if it, or its poller, had ended before. */
    boolean end() {
        if (!isOpen()) {
            return false;
        }
        open = false;
        key.cancel();
        return true;
    }
}
