// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.wait;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A sum that one thread at a time adds to, at the price of a plain write. Any thread reads. */
public final class Count {
    @SuppressWarnings("UnusedVariable") // by SUM
    private long sum;

    private static final VarHandle SUM;

    static {
        try {
            SUM = MethodHandles.lookup().findVarHandle(Count.class, "sum", long.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** Adds to it. By the one thread whose turn it is. */
    public void add(long number) {
        SUM.setOpaque(this, sum + number);
    }

    /** The sum, as of now or a moment ago. */
    public long get() {
        return (long) SUM.getOpaque(this);
    }
}
