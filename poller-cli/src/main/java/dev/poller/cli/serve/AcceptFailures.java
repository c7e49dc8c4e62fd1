// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.serve;

import dev.poller.cli.Log;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells of failing accepts without flooding the log: at the descriptor limit every attempt fails. Confined to the
 * accepting thread.
 */
final class AcceptFailures {
    private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();

    private final Log log;
    private final LongSupplier nanoTime;
    private long sinceTold;
    private @Nullable Long toldAt;
    private boolean recoveryUntold;

    AcceptFailures(Log log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
    }

    /** An attempt failed. */
    void failed(String reason) {
        sinceTold++;
        long now = nanoTime.getAsLong();
        Long before = toldAt;
        if (before != null && now - before < QUIET_NANOS) {
            return;
        }
        log.line("cannot accept: " + reason
                + (sinceTold == 1 ? "" : " (" + sinceTold + " attempts since the last such line)")
                + "; trying again");
        toldAt = now;
        sinceTold = 0;
        recoveryUntold = true;
    }

    /** An attempt worked. */
    void accepted() {
        if (recoveryUntold) {
            recoveryUntold = false;
            log.line("accepting again");
        }
    }
}
