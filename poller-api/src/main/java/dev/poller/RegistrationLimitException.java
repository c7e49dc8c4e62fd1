// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The system's limit of watched descriptors is reached. */
public final class RegistrationLimitException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by providers.
     *
     * @param message the call, the descriptor and the reason
     * @param cause the operating system's answer, if there was one
     */
    public RegistrationLimitException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
