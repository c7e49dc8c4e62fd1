// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import java.util.Set;

/** What a registration waits for. */
public enum Interest {
    /** Data or a connection can be taken, the peer has closed its sending side, or an error is pending. */
    READ,
    /** Data can be handed over, a connection attempt has ended, or an error is pending. */
    WRITE,
    /** Out-of-band data has come. Needs {@link Capability#PRIORITY}. */
    PRIORITY;

    /** {@link #READ} and {@link #WRITE}, as the blocking layer registers. */
    public static final Set<Interest> READ_WRITE = Set.of(READ, WRITE);

    /** {@link #READ} alone. */
    public static final Set<Interest> READ_ONLY = Set.of(READ);

    /** {@link #WRITE} alone. */
    public static final Set<Interest> WRITE_ONLY = Set.of(WRITE);

    /** Nothing: registered, but disarmed until {@link Registration#arm}. */
    public static final Set<Interest> NONE = Set.of();
}
