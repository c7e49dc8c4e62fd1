// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.io;

import dev.poller.blocking.internal.end.Endpoint;
import dev.poller.blocking.internal.end.ListenSocket;
import dev.poller.blocking.internal.end.StreamSocket;
import dev.poller.blocking.internal.wait.Limit;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Accepting connections. Any thread. */
public final class AcceptCalls {
    private static final Operation<ListenSocket, Taken> ACCEPT =
            new Operation<>(Operation.Direction.READ, false, (endpoint, taken, offset, length) -> {
                taken.socket = endpoint.accept();
                return taken.socket == null ? Endpoint.AGAIN : 1;
            });

    private AcceptCalls() {}

    /** The next connection. */
    public static StreamSocket accept(Handle<? extends ListenSocket> handle, @Nullable Limit limit) throws IOException {
        Taken taken = new Taken();
        ACCEPT.run(handle, taken, 0, 1, limit);
        return Objects.requireNonNull(taken.socket);
    }

    /** The one connection of a call. */
    private static final class Taken {
        private @Nullable StreamSocket socket;
    }
}
