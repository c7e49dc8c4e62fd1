// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.io;

import dev.poller.blocking.internal.end.Endpoint;
import dev.poller.blocking.internal.wait.Limit;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Between attempts where nobody tells when the next one would succeed: 1 ms, doubling to 32. One thread. */
final class Rest {
    private static final Duration LONGEST = Duration.ofMillis(32);

    /** Only its limit ends it. */
    private static final Operation<Endpoint, Rest> REST =
            new Operation<>(Operation.Direction.WRITE, false, (endpoint, rest, offset, length) -> Endpoint.AGAIN);

    private Duration next = Duration.ofMillis(1);

    /** Waits; ends as every wait on this handle does, but for the limit, at which the next attempt looks. */
    void take(Handle<?> handle, Limit limit) throws IOException {
        Limit shorter = limit.within(next);
        next = next.compareTo(LONGEST) < 0 ? next.multipliedBy(2) : next;
        try {
            REST.run(handle, this, 0, 1, shorter);
        } catch (SocketTimeoutException over) {
            // The next attempt looks whether the whole time is over too.
        }
    }
}
