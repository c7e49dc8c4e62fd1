// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import java.util.Locale;

/** Kinds of descriptors, told apart by what a short read says of them. */
public enum Kind {
    /** A stream socket: a read takes all there is, up to its room. */
    STREAM_SOCKET(true, true, false),

    /**
     * A stream socket of the Unix family: a read also stops behind bytes that descriptors were sent with
     * (unix_stream_read_generic in Linux's net/unix/af_unix.c).
     */
    UNIX_STREAM_SOCKET(false, true, false),

    /** A pipe or FIFO: a read takes all there is, up to its room. */
    PIPE(true, false, false),

    /** A datagram socket: a read takes one message, which may be empty, however much room there is (recv(2)). */
    DATAGRAM_SOCKET(false, true, true),

    /** A socket of messages in a connection, such as seqpacket: the empty message is the end. */
    MESSAGE_SOCKET(false, true, false),

    /** A terminal: in canonical mode a read takes one line (termios(3)). */
    TERMINAL(false, false, false),

    /**
     * A descriptor of counters or records: eventfd, timerfd, signalfd, inotify. A read takes whole records, and an
     * eventfd with EFD_SEMAPHORE gives one count at a time.
     */
    EVENT_SOURCE(false, false, false),

    /** A socket that accepts. It is not read. */
    LISTENER(false, true, false),

    /** A regular file, or what else is always ready; its end may move. */
    FILE(false, false, false),

    /** Something in memory. */
    EVENT(false, false, false),

    /** Anything else that can be polled: a TUN device, a netlink socket, a driver's. */
    OTHER(false, false, false);

    private final boolean shortReadDrains;
    private final boolean socket;
    private final boolean zeroIsData;

    Kind(boolean shortReadDrains, boolean socket, boolean zeroIsData) {
        this.shortReadDrains = shortReadDrains;
        this.socket = socket;
        this.zeroIsData = zeroIsData;
    }

    /** True if a read that fills less than its room has found everything there was. */
    public boolean shortReadDrains() {
        return shortReadDrains;
    }

    /** True for sockets. */
    public boolean isSocket() {
        return socket;
    }

    /** True if a read of no bytes has taken a message of no bytes, and is not the end. */
    public boolean zeroIsData() {
        return zeroIsData;
    }

    /** As a message names it, for example {@code stream socket}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
