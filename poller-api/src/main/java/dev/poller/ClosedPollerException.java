// SPDX-License-Identifier: Apache-2.0
package dev.poller;

/** The poller is closed. */
public final class ClosedPollerException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** Made by providers. */
    public ClosedPollerException() {
        super("the poller is closed");
    }
}
