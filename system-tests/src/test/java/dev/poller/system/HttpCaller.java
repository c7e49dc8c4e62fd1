// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP client that nobody here wrote, over one way to a server. Any thread; closing it closes what it keeps open.
 */
interface HttpCaller extends Closeable {
    /** Makes one of a kind. */
    @FunctionalInterface
    interface Kind {
        /**
         * Opens no connection yet, and never asks twice.
         *
         * @param millis how long it waits for the server to say something
         */
        HttpCaller over(HttpRoute route, int millis);
    }

    /** Gets what is at this path. */
    Call get(String path);

    /** Puts it there. */
    Call put(String path, byte[] body);

    /** A request, to be asked once. */
    interface Call {
        /** Returns with the head of the answer. */
        Answer ask() throws IOException;

        /** Ends it wherever it is. Any thread. */
        void cancel();
    }

    /** What the server says; closed once it is read. One thread. */
    interface Answer extends Closeable {
        int status();

        /** Of a header; null if there is none. */
        @Nullable
        String header(String name);

        InputStream body() throws IOException;

        /** Instead of a close, in the middle of the body: what is left of it is not waited for. */
        void giveUp();
    }
}
