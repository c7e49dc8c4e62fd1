// SPDX-License-Identifier: Apache-2.0
/**
 * The suite for poller providers, and what every suite here stands on: clauses, a watchdog, waits for observed states.
 */
@NullMarked
package dev.poller.tck;

import org.jspecify.annotations.NullMarked;
