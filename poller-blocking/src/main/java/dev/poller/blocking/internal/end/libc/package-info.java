// SPDX-License-Identifier: Apache-2.0
/** Descriptors of the C library. */
@NullMarked
package dev.poller.blocking.internal.end.libc;

import org.jspecify.annotations.NullMarked;
