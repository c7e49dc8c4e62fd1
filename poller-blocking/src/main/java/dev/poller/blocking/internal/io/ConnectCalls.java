// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.io;

import dev.poller.blocking.internal.address.AddressText;
import dev.poller.blocking.internal.end.Connector;
import dev.poller.blocking.internal.end.Endpoint;
import dev.poller.blocking.internal.wait.Limit;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketAddress;

/** Connecting. Any thread. */
public final class ConnectCalls {
    private static final Operation<Connector, Progress> CONNECT =
            new Operation<>(Operation.Direction.WRITE, false, (endpoint, progress, offset, length) -> {
                if (progress.begun) {
                    return endpoint.finishConnect(progress.remote) ? 1 : Endpoint.AGAIN;
                }
                int outcome = endpoint.connect(progress.remote);
                progress.begun = outcome != Connector.FULL;
                return progress.begun ? outcome : 0;
            });

    private ConnectCalls() {}

    /** Connects to this address. */
    public static void connect(Handle<? extends Connector> handle, SocketAddress remote, Limit limit)
            throws IOException {
        Progress progress = new Progress(remote);
        Rest rest = new Rest();
        try {
            while (CONNECT.run(handle, progress, 0, 1, limit) == 0) {
                rest.take(handle, limit);
            }
        } catch (ConnectException refused) {
            handle.checkOpenAfter(refused);
            throw refused;
        }
        if (handle.use(endpoint -> endpoint.localAddress().equals(endpoint.remoteAddress()))) {
            throw new ConnectException("connect: the socket connected to itself: " + AddressText.of(remote));
        }
    }

    /** How far one call has come. */
    private static final class Progress {
        private final SocketAddress remote;
        private boolean begun;

        Progress(SocketAddress remote) {
            this.remote = remote;
        }
    }
}
