// SPDX-License-Identifier: Apache-2.0
/**
 * Where the reader and the writer of a descriptor wait, and what ends a wait: readiness, a deadline, a stop signal, the
 * close, a failure. Knows neither descriptors nor sockets, and nothing of who polls.
 */
@NullMarked
package dev.poller.blocking.internal.wait;

import org.jspecify.annotations.NullMarked;
