// SPDX-License-Identifier: Apache-2.0
package dev.poller.oracle;

/** What kind of socket of messages is under test, and what it lacks. */
enum MessageKind {
    /** Drops what there is no room for, so a sender never waits, and the queues are kept short. */
    UDP(false, false, true, 20),

    /** UDP over a channel: while that is connected, the JDK sends no message of no bytes, and does not say so. */
    UDP_CHANNEL(false, false, false, 20),

    UNIX_DATAGRAM(true, false, true, Integer.MAX_VALUE),
    SEQPACKET(true, true, false, Integer.MAX_VALUE);

    /** A sender waits for room. */
    final boolean waitsForRoom;

    /** The end is told, and a direction can be shut down. */
    final boolean ends;

    /** A message may have no bytes. */
    final boolean takesEmpty;

    /** How many messages may be under way without a loss. */
    final int mostUnread;

    MessageKind(boolean waitsForRoom, boolean ends, boolean takesEmpty, int mostUnread) {
        this.waitsForRoom = waitsForRoom;
        this.ends = ends;
        this.takesEmpty = takesEmpty;
        this.mostUnread = mostUnread;
    }
}
