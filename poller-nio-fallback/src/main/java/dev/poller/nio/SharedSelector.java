// SPDX-License-Identifier: Apache-2.0
package dev.poller.nio;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Collection;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The Selector between the thread that selects and those that change what it selects. Methods are called with the lock
 * held, except {@link #select}, {@link #leave} and {@link #wakeup}.
 *
 * <p>The lock is not held during a select. Whoever changes something meanwhile wakes the select up, and it begins anew
 * with the change; when none is under way nothing can begin before the lock is given back.
 */
final class SharedSelector {
    private final SelectorSource source;
    private final ReentrantLock lock;
    private final Condition selectEnded;

    /** Written with the lock held; {@link #wakeup} reads it without. */
    private volatile Selector selector;

    private boolean selecting;
    private boolean woken;

    SharedSelector(SelectorSource source, ReentrantLock lock) throws IOException {
        this.source = source;
        this.lock = lock;
        this.selectEnded = lock.newCondition();
        this.selector = source.open();
    }

    SelectionKey register(SelectableChannel channel) throws ClosedChannelException {
        return channel.register(selector, 0);
    }

    /** Makes a change of interest heard in the select under way. */
    void changed() {
        if (selecting) {
            woken = true;
            selector.wakeup();
        }
    }

    /** Any thread, without the lock. Swallowed by the next select, whoever does it. */
    void wakeup() {
        selector.wakeup();
    }

    /**
     * Returns once a cancelled key is forgotten. Until then its channel can neither be registered again nor release its
     * socket (jetty #2530). This ends the select under way, or does one itself.
     */
    void forget(SelectableChannel channel, SelectionKey cancelled) throws IOException {
        Selector forgetting = selector;
        while (cancelled.equals(channel.keyFor(forgetting))) {
            if (selecting) {
                changed();
                selectEnded.awaitUninterruptibly();
            } else {
                // What this finds ready the next select finds again.
                forgetting.selectNow(key -> {});
            }
        }
    }

    /** Called before a select, in the critical section that has decided on it. */
    Selector enter() {
        selecting = true;
        woken = false;
        return selector;
    }

    /**
     * The polling thread, between {@link #enter} and {@link #leave}. One channel's trouble must not become the others':
     * a deferred close can fail in here (jetty #4418), so only the second failure in a row counts.
     *
     * @param millis 0 for no wait
     */
    static void select(Selector entered, long millis, Consumer<SelectionKey> found) throws IOException {
        try {
            if (millis == 0) {
                entered.selectNow(found);
            } else {
                entered.select(found, millis);
            }
        } catch (CancelledKeyException closedMeanwhile) {
            entered.selectNow(found);
        } catch (IOException first) {
            try {
                entered.selectNow(found);
            } catch (IOException second) {
                second.addSuppressed(first);
                throw second;
            }
        }
    }

    /** Called after a select, without the lock; true if a change woke it up. */
    boolean leave() {
        lock.lock();
        try {
            selecting = false;
            selectEnded.signalAll();
            return woken;
        } finally {
            lock.unlock();
        }
    }

    /** Moves everything to a new Selector; by the polling thread, while it does not select. */
    void replace(Collection<NioRegistration> registrations) throws IOException {
        Selector fresh = source.open();
        Selector old = selector;
        registrations.forEach(registration -> registration.move(fresh));
        selector = fresh;
        old.close();
    }

    void close() throws IOException {
        selector.close();
    }
}
