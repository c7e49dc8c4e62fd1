// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.server;

/**
 * What a server does with the bytes it gets. Immutable.
 *
 * @param request bytes of a request, 0 for an echo
 * @param reply bytes sent for each full request, 0 for an echo
 * @param deadlineMillis set before every read, 0 for none
 */
public record Exchange(int request, int reply, int deadlineMillis) {
    /** Sends back what was read. */
    public static final Exchange ECHO = new Exchange(0, 0, 0);

    /** Checks that the sizes go together. */
    public Exchange {
        if (request < 0 || reply < 0 || deadlineMillis < 0) {
            throw new IllegalArgumentException("--request, --reply and --deadline must not be negative");
        }
        if ((request > 0) != (reply > 0)) {
            throw new IllegalArgumentException("--request and --reply go together");
        }
    }

    /** False if requests are answered. */
    public boolean isEcho() {
        return request == 0;
    }

    /** The bytes of one reply, the same as in pattern.h: every one is checked by the load generator. */
    public byte[] replyBytes() {
        byte[] bytes = new byte[reply];
        for (int i = 0; i < reply; i++) {
            bytes[i] = (byte) (i * 31 + 7);
        }
        return bytes;
    }
}
