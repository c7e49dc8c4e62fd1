// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import java.io.IOException;

/** The role of what can be closed in one direction. */
public interface HalfCloser extends Endpoint {
    /**
     * Shuts one side.
     *
     * @param sending that, once what was written is sent, or else the receiving one
     */
    void shutdown(boolean sending) throws IOException;
}
