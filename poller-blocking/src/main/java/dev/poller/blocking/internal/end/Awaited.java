// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import dev.poller.Interest;
import java.io.IOException;

/** The role of what can be waited for without reading or writing it. */
public interface Awaited extends Endpoint {
    /**
     * Looks whether it is ready, or has failed so that a read or write would not block; false too if only events tell.
     */
    boolean isReady(Interest interest) throws IOException;
}
