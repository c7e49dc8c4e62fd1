// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one runtime that many share. Opened when somebody asks for it and there is none that works; a failure to open it is
 * not remembered. Any thread may call.
 */
final class SharedNetpoll {
    private static final SharedNetpoll LOADED = new SharedNetpoll(Netpoll::open);

    private final Opening opening;
    private final ReentrantLock lock = new ReentrantLock();

    /** Written with the lock. A closed one is as good as none. */
    private volatile @Nullable Netpoll current;

    /** How one is opened. */
    interface Opening {
        Netpoll open() throws IOException;
    }

    SharedNetpoll(Opening opening) {
        this.opening = opening;
    }

    /** That of all who have this class. */
    static SharedNetpoll loaded() {
        return LOADED;
    }

    /** The one that works. One whose poll has failed is closed: it has descriptors, and the threads of its other loops. */
    Netpoll get() throws IOException {
        Netpoll before = current;
        if (before != null && before.isOpen()) {
            return before;
        }
        Netpoll opened;
        lock.lock();
        try {
            before = current;
            if (before != null && before.isOpen()) {
                return before;
            }
            opened = opening.open();
            current = opened;
        } finally {
            lock.unlock();
        }
        if (before != null) {
            before.close();
        }
        return opened;
    }

    /** This one is being closed; of no consequence if it is not the shared one. */
    void forget(Netpoll closed) {
        lock.lock();
        try {
            if (current == closed) {
                current = null;
            }
        } finally {
            lock.unlock();
        }
    }
}
