// SPDX-License-Identifier: Apache-2.0
/** Pipes, and processes at the other end of them. */
@NullMarked
package dev.poller.blocking.process;

import org.jspecify.annotations.NullMarked;
