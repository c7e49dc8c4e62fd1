// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.io;

import dev.poller.blocking.internal.address.AddressText;
import dev.poller.blocking.internal.end.Connector;
import dev.poller.blocking.internal.end.Endpoint;
import dev.poller.blocking.internal.wait.Limit;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Connecting. Any thread. */
public final class ConnectCalls {
    /** Between attempts while the listener's queue is full; doubling. */
    private static final Duration FIRST_REST = Duration.ofMillis(1);

    private static final Duration LONGEST_REST = Duration.ofMillis(32);

    private static final Operation<Connector, Progress> CONNECT = new Operation<>(Operation.Direction.WRITE, false) {
        @Override
        int attempt(Connector endpoint, Progress progress, int offset, int length) throws IOException {
            if (progress.begun) {
                return endpoint.finishConnect(progress.remote) ? 1 : Endpoint.AGAIN;
            }
            int outcome = endpoint.connect(progress.remote);
            progress.begun = outcome != Connector.FULL;
            return progress.begun ? outcome : 0;
        }
    };

    /** Only its limit ends it. */
    private static final Operation<Connector, Progress> REST = new Operation<>(Operation.Direction.WRITE, false) {
        @Override
        int attempt(Connector endpoint, Progress progress, int offset, int length) {
            return Endpoint.AGAIN;
        }
    };

    private ConnectCalls() {}

    /** Connects to this address. */
    public static void connect(Handle<? extends Connector> handle, SocketAddress remote, Limit limit)
            throws IOException {
        Progress progress = new Progress(remote);
        Duration rest = FIRST_REST;
        while (CONNECT.run(handle, progress, 0, 1, limit) == 0) {
            rest(handle, progress, limit.within(rest));
            rest = rest.compareTo(LONGEST_REST) < 0 ? rest.multipliedBy(2) : rest;
        }
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

    private static void rest(Handle<? extends Connector> handle, Progress progress, Limit limit) throws IOException {
        try {
            REST.run(handle, progress, 0, 1, limit);
        } catch (SocketTimeoutException over) {
            // The next attempt looks whether the whole time is over too.
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
