// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import java.io.IOException;

/** A contender, or the load on it, does not do what it should; the message is one line for the report. */
final class ContenderFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    ContenderFailedException(String message) {
        super(message);
    }
}
