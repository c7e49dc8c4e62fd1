// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import java.io.IOException;

/** skeleton */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable", "TypeParameterUnusedInFormals"})
public final class Netpoll implements AutoCloseable {
    private Netpoll() {}

    public static Netpoll shared() throws IOException {
        throw new UnsupportedOperationException();
    }

    public static Netpoll open() throws IOException {
        throw new UnsupportedOperationException();
    }

    public static NetpollOptions options() {
        throw new UnsupportedOperationException();
    }

    public String provider() {
        throw new UnsupportedOperationException();
    }

    public String binding() {
        throw new UnsupportedOperationException();
    }

    public int registrations() {
        throw new UnsupportedOperationException();
    }

    public boolean isOpen() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
