// SPDX-License-Identifier: Apache-2.0
/** The composition root: puts pollers, loops, sockets and handles together. */
@NullMarked
package dev.poller.blocking.internal.runtime;

import org.jspecify.annotations.NullMarked;
