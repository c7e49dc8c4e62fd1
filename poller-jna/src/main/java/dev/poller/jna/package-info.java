// SPDX-License-Identifier: Apache-2.0
/**
 * {@link dev.poller.libc.Libc} through JNA: nothing of it is called by name from outside, {@code ServiceLoader} finds
 * {@link dev.poller.jna.JnaBinding}.
 */
@NullMarked
package dev.poller.jna;

import org.jspecify.annotations.NullMarked;
