// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.inspect;

import java.time.Duration;
import java.util.Optional;

/**
 * One direction of a descriptor at one moment.
 *
 * @param thread the name of the waiting thread, or # and its number if it has none
 * @param since for how long it has waited; known if the system property {@code poller.inspect} is {@code waits}
 * @param deadline what is left until this direction's deadline, or the waiting call's own if that is sooner; negative
 *     once it has passed
 * @param queued how many threads wait for those before them
 * @param bytes how many have been moved
 */
public record WaitState(
        Optional<String> thread, Optional<Duration> since, Optional<Duration> deadline, int queued, long bytes) {}
