// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.runtime;

import dev.poller.blocking.internal.io.Handle;
import dev.poller.blocking.internal.wait.Limit;
import org.jspecify.annotations.Nullable;

/**
 * What is inside the public objects, for the other public packages: as in the JDK (jdk.internal.access), the package
 * that has it says how. Any thread.
 */
public abstract class Access {
    private static volatile @Nullable Access access;

    /** For the one implementation. */
    protected Access() {}

    /** Says how; once, before there is any public object. */
    public static void by(Access how) {
        access = how;
    }

    /** The only one. */
    public static Access get() {
        Access how = access;
        if (how == null) {
            throw new IllegalStateException("no runtime has been opened yet");
        }
        return how;
    }

    /** What is inside a {@code Netpoll}. */
    public abstract PollRuntime runtime(Object netpoll);

    /** What ends an operation, by an {@code Until}; null for nothing. */
    public abstract @Nullable Limit limit(Object until, Handle<?> handle, String operation);
}
