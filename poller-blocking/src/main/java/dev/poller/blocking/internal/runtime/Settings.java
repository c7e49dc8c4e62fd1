// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.runtime;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a runtime is made.
 *
 * @param provider forced by name; empty for the selected one
 * @param carrierLoops true if the threads that poll run the virtual threads as well
 * @param loops how many; empty for the default
 * @param handOver events of one poll that are load; {@link Integer#MAX_VALUE} for never
 * @param busyPollNanos how long to poll on before a wait; 0 for never
 */
public record Settings(
        Optional<String> provider, boolean carrierLoops, OptionalInt loops, int handOver, long busyPollNanos) {}
