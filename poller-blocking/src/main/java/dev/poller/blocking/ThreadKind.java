// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.blocking.internal.thread.VirtualThreads;
import java.util.concurrent.ThreadFactory;

/** The two kinds of Java thread. Virtual ones exist from Java 21 on. */
public enum ThreadKind {
    /** Cheap threads that share carriers. */
    VIRTUAL,
    /** Threads of the operating system; those made here are daemons. */
    PLATFORM;

    /** {@link #VIRTUAL} if this Java has it, else {@link #PLATFORM}. */
    public static ThreadKind best() {
        return VIRTUAL.available() ? VIRTUAL : PLATFORM;
    }

    /** The kind of the calling thread. */
    public static ThreadKind current() {
        return VirtualThreads.currentIsVirtual() ? VIRTUAL : PLATFORM;
    }

    /** True if this Java can make such threads. */
    public boolean available() {
        return this == PLATFORM || VirtualThreads.available();
    }

    /**
     * Makes threads of this kind, numbered from 0.
     *
     * @param prefix the beginning of their names, before the number
     * @throws UnsupportedOperationException if this Java has no such threads
     */
    public ThreadFactory factory(String prefix) {
        if (!available()) {
            throw new UnsupportedOperationException("virtual threads need Java 21 or later; this is Java "
                    + Runtime.version().feature());
        }
        return VirtualThreads.numbered(prefix, this == VIRTUAL ? VirtualThreads::unstarted : VirtualThreads::platform);
    }
}
