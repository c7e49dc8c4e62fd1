// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.io;

import dev.poller.Capability;
import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.blocking.internal.end.Awaited;
import dev.poller.blocking.internal.end.Endpoint;
import dev.poller.blocking.internal.wait.Limit;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Waiting for readiness alone. Any thread. */
public final class AwaitCalls {
    private static final Operation<Awaited, Interest> READER = look(Operation.Direction.READ, false);
    private static final Operation<Awaited, Interest> WRITER = look(Operation.Direction.WRITE, false);
    /**
     * Waits until a read has something to do, at no more calls than the read alone would make: after a short read, and
     * once an event has come, none is made to find out.
     */
    public static final Operation<Awaited, Interest> READABLE = look(Operation.Direction.READ, true);

    private AwaitCalls() {}

    /**
     * Waits until it is ready, or has failed; false if this direction has been shut down.
     *
     * @throws UnsupportedOperationException if it is to wait for PRIORITY and the provider lacks that
     */
    public static boolean await(Handle<? extends Awaited> handle, Interest interest, @Nullable Limit limit)
            throws IOException {
        Poller poller = handle.driver().loop().poller();
        if (interest == Interest.PRIORITY && !poller.capabilities().contains(Capability.PRIORITY)) {
            throw new UnsupportedOperationException("provider " + poller.provider() + " lacks PRIORITY");
        }
        Operation<Awaited, Interest> side = interest == Interest.WRITE ? WRITER : READER;
        return side.run(handle, interest, 0, 1, limit) == 1;
    }

    private static Operation<Awaited, Interest> look(Operation.Direction direction, boolean onlyWaits) {
        return new Operation<>(
                direction,
                onlyWaits,
                (endpoint, interest, offset, length) -> endpoint.isReady(interest) ? 1 : Endpoint.AGAIN);
    }
}
