// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The descriptor is of a kind that cannot be waited for, such as a regular file or a directory. */
public final class NotPollableException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by providers.
     *
     * @param message the call, the descriptor and the reason
     * @param cause the operating system's answer, if there was one
     */
    public NotPollableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
