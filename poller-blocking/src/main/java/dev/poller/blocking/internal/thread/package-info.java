// SPDX-License-Identifier: Apache-2.0
/** Virtual threads where Java has them. The lowest floor: everything else may use it, and it uses nothing. */
@NullMarked
package dev.poller.blocking.internal.thread;

import org.jspecify.annotations.NullMarked;
