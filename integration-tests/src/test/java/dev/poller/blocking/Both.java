// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Acts that go on at the same time, each on a thread of its own. */
final class Both {
    private static final long SECONDS = 10;

    private Both() {}

    @FunctionalInterface
    interface Half {
        void run() throws Exception;
    }

    @FunctionalInterface
    interface Opening {
        ByteStream open() throws IOException;
    }

    /**
     * Throws what the first one failed with that has failed: rather an error than an exception, and the cause rather
     * than what is missing because of it.
     */
    static void run(Half... halves) throws Exception {
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (Half half : halves) {
            CompletableFuture<Void> end = new CompletableFuture<>();
            ends.add(end);
            ThreadKind.best()
                    .factory("half-")
                    .newThread(() -> {
                        try {
                            half.run();
                            end.complete(null);
                        } catch (Throwable failure) {
                            end.completeExceptionally(failure);
                        }
                    })
                    .start();
        }
        Throwable first = null;
        for (CompletableFuture<Void> end : ends) {
            try {
                end.get(SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException failed) {
                Throwable cause = failed.getCause();
                if (first == null || first instanceof Scenarios.Missing || cause instanceof Error) {
                    first = cause;
                }
            } catch (TimeoutException hangs) {
                throw new AssertionError("one of them hangs", hangs);
            }
        }
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof Exception exception) {
            throw exception;
        }
    }
}
