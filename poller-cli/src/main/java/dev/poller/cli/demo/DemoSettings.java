// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.demo;

import dev.poller.blocking.ThreadKind;
import dev.poller.cli.Address;
import java.time.Duration;

/**
 * What a demo is to do.
 *
 * @param listen where the server listens
 * @param connections how many clients
 * @param warmUp how long they send before anything counts, once all are connected
 * @param duration how long they send after that
 * @param message bytes sent and awaited in one round trip
 * @param threads of server and clients
 */
record DemoSettings(
        Address listen, int connections, Duration warmUp, Duration duration, int message, ThreadKind threads) {
    private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(1);

    /** With a second of warm-up, or less if it does not take long itself. */
    DemoSettings(Address listen, int connections, Duration duration, int message, ThreadKind threads) {
        this(listen, connections, warmUp(duration), duration, message, threads);
    }

    private static Duration warmUp(Duration duration) {
        Duration part = duration.dividedBy(4);
        return part.compareTo(LONGEST_WARM_UP) < 0 ? part : LONGEST_WARM_UP;
    }

    /** One connection for a moment: shows whether it can be done at all. */
    DemoSettings least() {
        return new DemoSettings(listen, 1, Duration.ZERO, Duration.ofMillis(10), 1, threads);
    }
}
