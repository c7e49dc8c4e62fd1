// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import java.io.InterruptedIOException;

/**
 * An operation was ended by its {@link Cancellation}. {@code bytesTransferred} says how many bytes a write has moved.
 */
public final class OperationCancelledException extends InterruptedIOException {
    private static final long serialVersionUID = 1L;

    OperationCancelledException(String message) {
        super(message);
    }
}
