// SPDX-License-Identifier: Apache-2.0
package dev.poller.examples;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.watch.Ticker;
import java.io.IOException;
import java.time.Duration;

/** Prints three ticks, 50 milliseconds apart. */
public final class Ticks {
    public static void main(String[] args) throws IOException {
        try (Ticker ticker = Ticker.every(Netpoll.shared(), Duration.ofMillis(50))) {
            for (long ticks = 0; ticks < 3; ) {
                ticks += ticker.await(); // more than one, if this thread was late
                System.out.println("tick " + ticks);
            }
        }
    }
}
