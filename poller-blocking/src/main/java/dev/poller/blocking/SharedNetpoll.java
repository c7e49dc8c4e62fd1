// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The one runtime that many share. Opened once; a failure to open it is not remembered. */
final class SharedNetpoll {
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static volatile @Nullable Netpoll instance;

    private SharedNetpoll() {}

    static Netpoll get() throws IOException {
        Netpoll opened = instance;
        if (opened != null) {
            return opened;
        }
        LOCK.lock();
        try {
            opened = instance;
            if (opened == null) {
                opened = Netpoll.open();
                instance = opened;
            }
            return opened;
        } finally {
            LOCK.unlock();
        }
    }

    static boolean is(Netpoll netpoll) {
        return netpoll == instance;
    }
}
