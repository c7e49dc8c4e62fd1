// SPDX-License-Identifier: Apache-2.0
package dev.poller.oracle;

import dev.poller.Interest;
import dev.poller.Trigger;
import java.util.Set;

/**
 * What is done to one of the watched ends, or to their poller.
 *
 * @param what the step
 * @param which the end
 * @param amount how many bytes, where it moves some
 * @param trigger of a registration that it opens
 * @param interest of a registration that it opens or arms
 * @param duringPoll true to do it while another thread waits in a poll, if one would wait
 */
record Step(What what, int which, int amount, Trigger trigger, Set<Interest> interest, boolean duringPoll) {
    enum What {
        PEER_WRITES,
        PEER_READS,

        /** The peer reads all that there is. */
        PEER_DRAINS,

        PEER_SHUTS_DOWN,
        PEER_CLOSES,
        READ,

        /** All that there is to read is read. */
        DRAIN,

        /** The end is written until there is no room. */
        FILL,

        SHUT_OUTPUT,

        /** Registers the end, unless it is registered. */
        OPEN,

        /** Registers an end that is registered. */
        OPEN_TWICE,

        ARM,

        /** Closes the registration. */
        CLOSE,

        /** Closes the registration, then both ends; new ones take their numbers. */
        REPLACE,

        /** As REPLACE, but a duplicate of the end and the peer stay open. */
        ABANDON,

        /** The peers of what was abandoned write. */
        STIR,

        BREAK,

        /** A poll that does not wait. */
        POLL,

        /** The same; the first call of its handler closes the end's registration. */
        CLOSE_IN_HANDLER,

        /** A poll that waits, unless there is something to report or a break. */
        WAIT
    }

    @Override
    public String toString() {
        return what + "(" + which + ", " + amount + ", " + trigger + ", " + interest
                + (duringPoll ? ", during a poll)" : ")");
    }
}
