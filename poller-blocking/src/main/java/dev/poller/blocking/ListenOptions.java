// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

/**
 * How a listener is opened.
 *
 * @param backlog how many connections wait to be accepted; the system may take less
 * @param reuseAddress whether the address may be taken while old connections of it linger (SO_REUSEADDR)
 */
public record ListenOptions(int backlog, boolean reuseAddress) {
    /** The system's largest backlog, SO_REUSEADDR on. */
    public static final ListenOptions DEFAULTS = new ListenOptions(Integer.MAX_VALUE, true);

    /** Checks the backlog. */
    public ListenOptions {
        if (backlog < 1) {
            throw new IllegalArgumentException("backlog must be 1 or more: " + backlog);
        }
    }
}
