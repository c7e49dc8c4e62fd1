// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The descriptor is not open. */
public final class BadDescriptorException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by providers.
     *
     * @param message the call, the descriptor and the reason
     * @param cause the operating system's answer, if there was one
     */
    public BadDescriptorException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
