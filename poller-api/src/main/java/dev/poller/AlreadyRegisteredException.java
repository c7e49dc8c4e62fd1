// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The poller watches this descriptor or channel already. */
public final class AlreadyRegisteredException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Made by providers.
     *
     * @param message the call, the descriptor and the reason
     * @param cause the operating system's answer, if there was one
     */
    public AlreadyRegisteredException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
