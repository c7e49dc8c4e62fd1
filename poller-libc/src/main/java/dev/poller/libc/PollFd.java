// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import java.nio.ByteBuffer;

/**
 * {@code struct pollfd { int fd; short events; short revents; }}, in native byte order. It and these bits are the same
 * on every system (asm-generic/poll.h of Linux, sys/poll.h of the others).
 */
public final class PollFd {
    /** Bytes. */
    public static final int SIZE = 8;

    /** POLLIN. */
    public static final short IN = 1;

    /** POLLPRI. */
    public static final short PRI = 2;

    /** POLLOUT. */
    public static final short OUT = 4;

    private static final int EVENTS = 4;
    private static final int RETURNED = 6;

    private PollFd() {}

    /**
     * Writes one at a buffer's beginning.
     *
     * @param to direct, in native order
     * @param fd what is looked at
     * @param events of the bits above
     */
    public static void put(ByteBuffer to, int fd, short events) {
        to.putInt(0, fd).putShort(EVENTS, events).putShort(RETURNED, (short) 0);
    }
}
