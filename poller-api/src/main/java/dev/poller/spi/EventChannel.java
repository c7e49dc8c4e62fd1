// SPDX-License-Identifier: Apache-2.0
package dev.poller.spi;

import java.io.IOException;

/** Notifies a poller of a {@link dev.poller.UserEvent}. Called by one thread at a time, any; must not block. */
public interface EventChannel {
    /** Becomes readable. Does nothing once closed. */
    void signal() throws IOException;

    /** Becomes not readable. Does nothing once closed. */
    void clear() throws IOException;

    /** False once its registration, or the poller, is closed. */
    boolean isOpen();
}
