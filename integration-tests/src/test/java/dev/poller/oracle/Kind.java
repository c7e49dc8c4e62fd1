// SPDX-License-Identifier: Apache-2.0
package dev.poller.oracle;

/** What an end is of that is under test. */
enum Kind {
    TCP(true, true),
    UNIX(true, true),

    /** Adopted: one of a pair of sockets that somebody else has made. */
    ADOPTED_SOCKET(true, true),

    /** Adopted: the end of a pipe that is read. */
    SOURCE(true, false),

    /** Adopted: the end of a pipe that is written. */
    SINK(false, true),

    /** A {@link dev.poller.UserEvent}. */
    EVENT(true, false);

    final boolean reads;
    final boolean writes;

    Kind(boolean reads, boolean writes) {
        this.reads = reads;
        this.writes = writes;
    }

    boolean isSocket() {
        return reads && writes;
    }
}
