// SPDX-License-Identifier: Apache-2.0
package dev.poller.oracle;

/**
 * What is done to one of the ends under test.
 *
 * @param what the action
 * @param which the end
 * @param amount how many bytes, where it moves some
 */
record Action(What what, int which, int amount) {
    enum What {
        /** The peer writes, past the layer. */
        PEER_WRITES,

        /** The peer reads, past the layer. */
        PEER_READS,

        PEER_SHUTS_DOWN,
        PEER_CLOSES,

        /** A duplicate of the end is read: what the layer knows of it is wrong from then on. */
        STEAL,

        /** A duplicate of the end is written until there is no room. */
        FILL,

        DUPLICATE,
        READ,
        WRITE,
        AWAIT,

        /** A thread waits in a read, and then the peer writes. */
        WAKE,

        /** A thread waits in a write, and then the peer reads. */
        MAKE_ROOM,

        /** A thread waits in a read, and then its deadline passes. */
        TIME_OUT,

        /** A thread waits in a read that is cancelled. */
        CANCEL,

        /** A thread waits in a read, and then the end is closed; another one takes its place. */
        CLOSE,

        PASS_DEADLINE,
        CLEAR_DEADLINE,
        SHUT_INPUT,
        SHUT_OUTPUT
    }

    @Override
    public String toString() {
        return what + "(" + which + ", " + amount + ")";
    }
}
