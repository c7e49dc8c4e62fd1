// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import java.io.IOException;

/** skeleton: immutable */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable", "TypeParameterUnusedInFormals"})
public final class NetpollOptions {
    private NetpollOptions() {}

    public NetpollOptions provider(String name) {
        throw new UnsupportedOperationException();
    }

    public Netpoll open() throws IOException {
        throw new UnsupportedOperationException();
    }
}
