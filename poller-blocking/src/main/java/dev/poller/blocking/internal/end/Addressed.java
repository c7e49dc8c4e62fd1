// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import java.io.IOException;
import java.net.SocketAddress;

/** The role of what has addresses. */
public interface Addressed {
    /** This end's. */
    SocketAddress localAddress() throws IOException;

    /** The peer's, once connected; known also after the close. */
    SocketAddress remoteAddress();
}
