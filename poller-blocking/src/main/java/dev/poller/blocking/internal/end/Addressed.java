// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import java.io.IOException;
import java.net.InetSocketAddress;

/** The role of what has internet addresses. */
public interface Addressed {
    /** This end's. */
    InetSocketAddress localAddress() throws IOException;

    /** The peer's, once connected; known also after the close. */
    InetSocketAddress remoteAddress();
}
