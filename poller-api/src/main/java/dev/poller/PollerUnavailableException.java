// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import java.io.IOException;

/** No provider can be used, or the one asked for cannot; the message names every candidate with its reason. */
public final class PollerUnavailableException extends IOException {
    private static final long serialVersionUID = 1L;

    PollerUnavailableException(String message) {
        super(message);
    }
}
