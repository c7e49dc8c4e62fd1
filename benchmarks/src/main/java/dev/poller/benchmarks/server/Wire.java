// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.server;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A connection as blocking code sees it. Confined to the thread that serves it. */
public interface Wire extends Closeable {
    /** A buffer of the kind that this wire reads and writes fastest. */
    ByteBuffer buffer(int size);

    /** Reads at least one byte behind the position; -1 at the end. */
    int read(ByteBuffer target) throws IOException;

    /** Writes all that remains. */
    void write(ByteBuffer source) throws IOException;

    /** Lets the next read fail after this time. */
    default void readWithin(int millis) throws IOException {
        throw new IOException("--deadline is not supported by this server");
    }
}
