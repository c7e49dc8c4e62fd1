// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A command cannot do what was asked; the message is for the user's eyes. */
public final class CommandFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by commands.
     *
     * @param message one line without a full stop
     * @param cause for --verbose
     */
    public CommandFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
