// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The C library cannot be called here; the message says why. */
public final class BindingUnavailableException extends IOException {
    private static final long serialVersionUID = 1L;

    BindingUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
