// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The C library cannot be called here; the message says why. */
public final class BindingUnavailableException extends IOException {
    private static final long serialVersionUID = 1L;

    /** A setting asks for this binding, or for one that there is not. */
    private final boolean forced;

    /**
     * A reason.
     *
     * @param message which binding, and why
     * @param cause what was thrown, if something was
     */
    public BindingUnavailableException(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }

    BindingUnavailableException(String message, @Nullable Throwable cause, boolean forced) {
        super(message, cause);
        this.forced = forced;
    }

    /** True if {@value LibcLoader#PROPERTY} asks for what cannot be: then nothing else is to be taken in its place. */
    public boolean isForced() {
        return forced;
    }
}
