// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import java.util.Locale;

/** Kinds of descriptors, told apart by what a short read says of them. */
public enum Kind {
    /** A stream socket: a read takes all there is, up to its room. */
    STREAM_SOCKET,

    /**
     * A stream socket of the Unix family: a read also stops behind bytes that descriptors were sent with
     * (unix_stream_read_generic in Linux's net/unix/af_unix.c).
     */
    UNIX_STREAM_SOCKET,

    /** A pipe or FIFO: a read takes all there is, up to its room. */
    PIPE,

    /** A datagram socket: a read takes one message, which may be empty, however much room there is (recv(2)). */
    DATAGRAM_SOCKET,

    /** A socket of messages in a connection, such as seqpacket: the empty message is the end. */
    MESSAGE_SOCKET,

    /** A terminal: in canonical mode a read takes one line (termios(3)). */
    TERMINAL,

    /**
     * A descriptor of counters or records: eventfd, timerfd, signalfd, inotify. A read takes whole records, and an
     * eventfd with EFD_SEMAPHORE gives one count at a time.
     */
    EVENT_SOURCE,

    /** A socket that accepts. It is not read. */
    LISTENER,

    /** A regular file, or what else is always ready; its end may move. */
    FILE,

    /** Something in memory. */
    EVENT,

    /** Anything else that can be polled: a TUN device, a netlink socket, a driver's. */
    OTHER;

    /** True if a read that fills less than its room has found everything there was. */
    public boolean shortReadDrains() {
        return this == STREAM_SOCKET || this == PIPE;
    }

    /** True for sockets. */
    public boolean isSocket() {
        return switch (this) {
            case STREAM_SOCKET, UNIX_STREAM_SOCKET, DATAGRAM_SOCKET, MESSAGE_SOCKET, LISTENER -> true;
            default -> false;
        };
    }

    /** True if a read of no bytes has taken a message of no bytes, and is not the end. */
    public boolean zeroIsData() {
        return this == DATAGRAM_SOCKET;
    }

    /** As a message names it, for example {@code stream socket}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
