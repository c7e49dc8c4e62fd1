// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.io;

import dev.poller.blocking.internal.end.FileEvents;
import java.util.List;

/** Waiting for what becomes of files. Any thread. */
public final class FileCalls {
    /** Takes at least one event. */
    public static final Operation<FileEvents, List<FileEvents.Event>> TAKE = new Operation<>(
            Operation.Direction.READ,
            Integer.MAX_VALUE,
            false,
            (endpoint, into, offset, length) -> endpoint.take(into));

    private FileCalls() {}
}
