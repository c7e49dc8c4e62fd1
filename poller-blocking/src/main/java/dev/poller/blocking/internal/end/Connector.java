// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import java.io.IOException;
import java.net.SocketAddress;

/** The role of what connects. */
public interface Connector extends Endpoint, Addressed {
    /** Begins to connect; 1 if that was all, {@link #AGAIN} if it goes on, or {@link #FULL}. */
    int connect(SocketAddress remote) throws IOException;

    /** Looks whether the connection to this address stands; false if not yet. */
    boolean finishConnect(SocketAddress remote) throws IOException;
}
