// SPDX-License-Identifier: Apache-2.0
package dev.poller;

/** A second thread, or the handler of the poll under way, tried to poll: one thread polls at a time. */
public final class ConcurrentPollException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** Made by providers. */
    public ConcurrentPollException() {
        super("another poll of this poller is under way: one thread polls at a time");
    }
}
