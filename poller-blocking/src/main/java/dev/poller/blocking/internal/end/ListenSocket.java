// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A stream socket that listens. */
public interface ListenSocket extends Endpoint, Optioned, Addressed {
    /** Says whether this closes the descriptor; it does, unless it was adopted. Before the close. */
    default void own(boolean own) {}

    /** Takes a connection from the queue; null if there is none. */
    @Nullable
    StreamSocket accept() throws IOException;
}
