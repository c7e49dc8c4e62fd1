// SPDX-License-Identifier: Apache-2.0
/**
 * A readiness poller over the operating system's best mechanism: {@link dev.poller.Pollers#open() open} one, {@link
 * dev.poller.Poller#open open} registrations on it, {@link dev.poller.Poller#poll poll}.
 *
 * {@snippet file="dev/poller/examples/PollAPipe.java" region="poll"}
 *
 * <p>The promises are numbered in docs/contract.md; a number such as P3 in this documentation refers to it.
 */
@NullMarked
package dev.poller;

import org.jspecify.annotations.NullMarked;
