// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.demo;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/** A client's connection, whatever carries it. One thread at a time. */
interface Connection extends Closeable {
    /** Blocks until something came; returns how many bytes, or -1 at the end. */
    int read(byte[] target, int offset, int length) throws IOException;

    /** Blocks until all of it is on its way. */
    void write(byte[] source) throws IOException;

    /** Tells the other side that this was the last byte. */
    void shutdownOutput() throws IOException;

    /** Fails what takes until then, where that is possible. */
    void setDeadline(Duration fromNow) throws IOException;
}
