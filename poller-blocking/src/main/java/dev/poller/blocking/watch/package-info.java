// SPDX-License-Identifier: Apache-2.0
/**
 * Waiting for what is no stream: events of one's own, time, processes, files, signals. A thread that waits is parked,
 * as in a read.
 */
@NullMarked
package dev.poller.blocking.watch;

import org.jspecify.annotations.NullMarked;
