// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import java.io.IOException;

/** The role of a descriptor that somebody else has opened. Until {@link #own} it stays open when this is closed. */
public interface Adopted extends ByteEndpoint, HalfCloser, Awaited {
    /**
     * Says who closes the descriptor; before the close.
     *
     * @param own true if this does
     */
    void own(boolean own);

    /** True if registering it has made it non-blocking. */
    boolean isChanged();

    /** Makes it blocking again, as closing it does. */
    void putBack() throws IOException;
}
