// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import java.io.IOException;

/**
 * A descriptor of the poller's own that is readable once the kernel has something to say of a
 * {@link dev.poller.KernelEvent}. One thread at a time calls {@link #tell} and {@link #close}.
 */
public interface EventDescriptor {
    /** What the poll watches. */
    int fd();

    /**
     * Tells the event what there is to say, after {@link #fd} was reported.
     *
     * @return false if that was nothing
     */
    boolean tell() throws IOException;

    /** Gives back what was opened for it. */
    void close() throws IOException;
}
