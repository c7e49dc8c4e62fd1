// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import java.io.IOException;

/** The role of what can be closed in one direction. */
public interface HalfCloser extends Endpoint {
    /** Shuts the receiving side. */
    void shutdownInput() throws IOException;

    /** Shuts the sending side, once what was written is sent. */
    void shutdownOutput() throws IOException;
}
