// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import java.io.IOException;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** The role of what has addresses. */
public interface Addressed {
    /** This end's; of a socket that has not been bound port 0, or no name. */
    SocketAddress localAddress() throws IOException;

    /** The peer's, known also after the close; null if it is not connected. */
    default @Nullable SocketAddress remoteAddress() {
        return null;
    }
}
