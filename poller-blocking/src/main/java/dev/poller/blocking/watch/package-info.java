// SPDX-License-Identifier: Apache-2.0
/**
 * Waiting for events of the program, time, processes, files and signals. A thread that waits is parked, as in a read.
 */
@NullMarked
package dev.poller.blocking.watch;

import org.jspecify.annotations.NullMarked;
