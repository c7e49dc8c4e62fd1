// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.serve;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Netpoll;
import dev.poller.cli.Address;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a proxy connects to. Immutable.
 *
 * @param name as the user typed it
 * @param addresses what the name stands for; tried in order, as a name may stand for an address nobody listens on
 */
record Upstream(Address name, List<SocketAddress> addresses) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A new connection; the caller closes it. */
    ByteStream connect(Netpoll netpoll) throws IOException {
        @Nullable IOException last = null;
        for (SocketAddress address : addresses) {
            try {
                return Sockets.connect(netpoll, address, PATIENCE);
            } catch (IOException failure) {
                if (last != null) {
                    failure.addSuppressed(last);
                }
                last = failure;
            }
        }
        throw last == null ? new IOException("no address for " + name) : last;
    }
}
