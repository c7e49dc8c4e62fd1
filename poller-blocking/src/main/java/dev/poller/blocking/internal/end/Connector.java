// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import java.io.IOException;
import java.net.InetSocketAddress;

/** The role of what connects. */
public interface Connector extends Endpoint, Addressed {
    /** Begins to connect; true if that was all. */
    boolean connect(InetSocketAddress remote) throws IOException;

    /** Looks whether the connection to this address stands; false if not yet. */
    boolean finishConnect(InetSocketAddress remote) throws IOException;
}
