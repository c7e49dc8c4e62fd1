// SPDX-License-Identifier: Apache-2.0
/**
 * The C library's calls, as they are: {@link dev.poller.libc.Libc} is the seam, {@link dev.poller.libc.Abi} the
 * constants and layouts of this operating system and processor. Policy (retry, rounding, mapping) lives above.
 */
@NullMarked
package dev.poller.libc;

import org.jspecify.annotations.NullMarked;
