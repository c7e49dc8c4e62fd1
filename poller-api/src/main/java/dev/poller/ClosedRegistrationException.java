// SPDX-License-Identifier: Apache-2.0
package dev.poller;

/** The registration, or its poller, is closed. */
public final class ClosedRegistrationException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    /** Made by providers. */
    public ClosedRegistrationException() {
        super("the registration is closed");
    }
}
