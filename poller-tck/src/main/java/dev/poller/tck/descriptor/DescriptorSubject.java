// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.descriptor;

import dev.poller.Poller;
import dev.poller.libc.Libc;
import dev.poller.spi.PollerOptions;
import dev.poller.tck.fault.FaultyLibc;
import java.io.IOException;
import java.util.function.IntConsumer;

/** A provider of pollers of descriptors, and what the suite has to know of its kernel. Immutable. */
public interface DescriptorSubject {
    /**
     * What the provider's calls go to: Linux itself, or something on top of it.
     *
     * @param linux this process's C library
     */
    default Libc over(Libc linux) throws IOException {
        return linux;
    }

    /** Makes a poller; the suite closes it. */
    Poller open(Libc libc, PollerOptions options) throws IOException;

    /** How many descriptors a poller makes for itself. */
    int ownDescriptors();

    /** The method of {@link Libc} that sends a break. */
    String signal();

    /**
     * Tells of every wait before it begins, on the thread that waits.
     *
     * @param libc what the poller was made with
     * @param room how many events the kernel may tell
     */
    void beforeWaits(FaultyLibc libc, IntConsumer room);
}
