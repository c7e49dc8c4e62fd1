// SPDX-License-Identifier: Apache-2.0
/**
 * Who polls. The policy is {@link dev.poller.blocking.internal.loop.PollPolicy}; a loop hands readiness to those who
 * wait. Nobody else calls {@code Poller.poll}.
 */
@NullMarked
package dev.poller.blocking.internal.loop;

import org.jspecify.annotations.NullMarked;
