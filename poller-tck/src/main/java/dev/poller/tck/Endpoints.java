// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import dev.poller.Capability;
import dev.poller.Poller;
import java.io.IOException;

/** Makes what a poller can watch. One thread at a time. */
interface Endpoints {
    /** Connected Unix-domain sockets: what one end does the other sees when the call returns. */
    Pair local() throws IOException;

    /** Connected TCP sockets. */
    Pair tcp() throws IOException;

    /** A pipe; the near end reads. */
    Pair pipe() throws IOException;

    /** A listening TCP socket on the loopback address. */
    Listener listener() throws IOException;

    static Endpoints of(Poller poller) throws IOException {
        return poller.capabilities().contains(Capability.FILE_DESCRIPTORS) ? new FdEndpoints() : new ChannelEndpoints();
    }
}
