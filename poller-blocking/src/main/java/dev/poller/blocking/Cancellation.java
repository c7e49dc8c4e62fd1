// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.blocking.internal.wait.StopSignal;
import java.io.IOException;

/**
 * Ends all operations that were begun with it, on any stream, and every later one. It cannot be undone. Any thread.
 */
public final class Cancellation {
    private final StopSignal signal = new StopSignal() {
        @Override
        protected IOException stopped(String operation) {
            return new OperationCancelledException(operation + " cancelled");
        }
    };

    /** One that is not given yet. */
    public Cancellation() {}

    /** Ends the operations that are under way, and all later ones, with {@link OperationCancelledException}. */
    public void cancel() {
        signal.stop();
    }

    /** True once given. */
    public boolean isCancelled() {
        return signal.isStopped();
    }

    StopSignal signal() {
        return signal;
    }

    /** For example {@code Cancellation[not given, 2 operations]}. */
    @Override
    public String toString() {
        return "Cancellation[" + (isCancelled() ? "given" : "not given") + ", " + signal.operations() + " operations]";
    }
}
