// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.Registration;
import dev.poller.Trigger;
import java.io.Closeable;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One end of a pipe or connection in non-blocking mode, whether a descriptor or a channel. One thread at a time. */
interface Endpoint extends Closeable {
    Registration open(Poller poller, Set<Interest> interest, Trigger trigger, @Nullable Object attachment)
            throws IOException;

    /** Reads up to so many bytes: how many there were, 0 for none, -1 at the end. */
    int read(int most) throws IOException;

    /** Writes up to so many bytes: how many there was room for. */
    int write(int most) throws IOException;

    void shutdownOutput() throws IOException;

    /** Closes a TCP connection in the way that its peer sees as a reset. */
    void reset() throws IOException;

    /** Finishes a connection attempt that has ended; throws if it has failed. */
    void finishConnect() throws IOException;

    /** Writes until there is no room. */
    default int fill() throws IOException {
        int all = 0;
        for (int count = write(CHUNK); count > 0; count = write(CHUNK)) {
            all += count;
        }
        return all;
    }

    /** Reads until nothing is there. */
    default int drain() throws IOException {
        int all = 0;
        for (int count = read(CHUNK); count > 0; count = read(CHUNK)) {
            all += count;
        }
        return all;
    }

    /** The most that one call reads or writes. */
    int CHUNK = 64 * 1024;
}
