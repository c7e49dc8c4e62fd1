// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import java.util.Locale;

/** Kinds of descriptors, told apart by what a short read says of them. */
public enum Kind {
    /** A stream socket: a read takes all there is, up to its room. */
    STREAM_SOCKET(true),

    /** A pipe or FIFO: a read takes all there is, up to its room. */
    PIPE(true),

    /** A datagram or seqpacket socket: a read takes one message, however much room there is (recv(2)). */
    MESSAGE_SOCKET(false),

    /** A terminal: in canonical mode a read takes one line (termios(3)). */
    TERMINAL(false),

    /**
     * A descriptor of counters or records: eventfd, timerfd, signalfd, inotify. A read takes whole records, and an eventfd
     * with EFD_SEMAPHORE gives one count at a time.
     */
    EVENT_SOURCE(false),

    /** A socket that accepts. It is not read. */
    LISTENER(false),

    /** Anything else that can be polled: a TUN device, a netlink socket, a driver's. */
    OTHER(false);

    private final boolean shortReadDrains;

    Kind(boolean shortReadDrains) {
        this.shortReadDrains = shortReadDrains;
    }

    /** True if a read that fills less than its room has found everything there was. */
    public boolean shortReadDrains() {
        return shortReadDrains;
    }

    /** As a message names it, for example {@code stream socket}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
