// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.io;

import dev.poller.blocking.internal.end.AddressText;
import dev.poller.blocking.internal.end.Connector;
import dev.poller.blocking.internal.end.Endpoint;
import dev.poller.blocking.internal.wait.Limit;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;

/** Connecting. Any thread. */
public final class ConnectCalls {
    private static final Operation<Connector, Progress> CONNECT = new Operation<>(Operation.Direction.WRITE, false, 1) {
        @Override
        int attempt(Connector endpoint, Progress progress, int offset, int length) throws IOException {
            boolean connected =
                    progress.begun ? endpoint.finishConnect(progress.remote) : endpoint.connect(progress.remote);
            progress.begun = true;
            return connected ? 1 : Endpoint.AGAIN;
        }
    };

    private ConnectCalls() {}

    /** Connects to this address. */
    public static void connect(Handle<? extends Connector> handle, InetSocketAddress remote, Limit limit)
            throws IOException {
        CONNECT.run(handle, new Progress(remote), 0, 1, limit);
        handle.enter();
        try {
            Connector endpoint = handle.endpoint();
            if (endpoint.localAddress().equals(endpoint.remoteAddress())) {
                throw new ConnectException("connect: the socket connected to itself: " + AddressText.of(remote));
            }
        } finally {
            handle.leave();
        }
    }

    /** How far one call has come. */
    private static final class Progress {
        private final InetSocketAddress remote;
        private boolean begun;

        Progress(InetSocketAddress remote) {
            this.remote = remote;
        }
    }
}
