// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.fault;

/** One filter of a stand-in's kqueue. Guarded by its queue. */
interface Filter {
    /** As the system numbers it. */
    int number();

    /** A descriptor that is readable while there may be something to tell. */
    int wake();

    /**
     * Makes a change.
     *
     * @return 0 or errno
     */
    int apply(long ident, int flags, int fflags, long udata);

    /**
     * Appends what has happened, as far as there is room.
     *
     * @param first how many events there are already
     * @return how many there are now
     */
    int gather(KeventView to, int first);

    /** A descriptor is about to be closed, which takes its filters away: kqueue(2). */
    default void closing(int fd) {}

    /** The queue is closed. */
    void close();
}
