// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.traffic;

/** Bytes came that were not sent there, or a wait ended in a way that it must not. */
public final class WrongBytesException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public WrongBytesException(String message) {
        super(message);
    }
}
