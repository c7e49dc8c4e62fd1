// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Accepts connections until the listener is closed, and waits between attempts when accepting fails: at the descriptor
 * limit a plain loop would spin. The waits are Go's: 5 milliseconds, doubling to 1 second, back to none after a success
 * (net/http, Server.Serve).
 */
public final class AcceptLoop {
    private static final Duration FIRST_DELAY = Duration.ofMillis(5);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(1);

    private AcceptLoop() {}

    /**
     * Runs on the calling thread; returns when the listener is closed, or the thread is interrupted (its status stays
     * set).
     *
     * @param listener closed by another thread to end this
     * @param onStream takes over each new stream; must hand it to another thread soon
     * @param onFailure called after each failed attempt, before the wait
     * @param <S> the kind of stream
     * @throws IOException if the poll itself has failed, so that no attempt can succeed any more
     */
    public static <S extends ByteStream> void run(
            Listener<S> listener, Consumer<? super S> onStream, Consumer<IOException> onFailure) throws IOException {
        Duration delay = FIRST_DELAY;
        while (listener.isOpen()) {
            S stream;
            try {
                stream = listener.accept();
            } catch (IOException failure) {
                if (listener.netpoll().runtime().hasFailed() && listener.isOpen()) {
                    throw failure;
                }
                if (!listener.isOpen()
                        || !listener.netpoll().isOpen() // and is about to close the listener
                        || Thread.currentThread().isInterrupted()) {
                    return;
                }
                onFailure.accept(failure);
                pause(listener, delay);
                Duration doubled = delay.multipliedBy(2);
                delay = doubled.compareTo(LONGEST_DELAY) < 0 ? doubled : LONGEST_DELAY;
                continue;
            }
            delay = FIRST_DELAY;
            onStream.accept(stream);
        }
    }

    private static void pause(Listener<?> listener, Duration delay) {
        try {
            listener.awaitClose(delay);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt(); // The next accept notices.
        }
    }
}
