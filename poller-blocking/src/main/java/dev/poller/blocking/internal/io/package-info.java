// SPDX-License-Identifier: Apache-2.0
/** The blocking operations, on one loop of system call and wait, and the handle of a registered descriptor. */
@NullMarked
package dev.poller.blocking.internal.io;

import org.jspecify.annotations.NullMarked;
