// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.message;

import java.io.IOException;
import java.util.concurrent.Callable;

/** Opens the second of two things. */
final class Opened {
    private Opened() {}

    /** If that fails the first is closed. */
    static <T> T or(AutoCloseable first, Callable<T> second) throws IOException {
        try {
            return second.call();
        } catch (Exception failed) {
            try {
                first.close();
            } catch (Exception alsoFailed) {
                failed.addSuppressed(alsoFailed);
            }
            throw failed instanceof IOException io ? io : new IOException(failed);
        }
    }
}
