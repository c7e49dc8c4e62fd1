// SPDX-License-Identifier: Apache-2.0
/**
 * What a binding in another module supplies, and what it needs besides the calls. Two modules see this: the one with
 * {@link dev.poller.libc.Libc}, and the one with JNA.
 */
@NullMarked
package dev.poller.libc.spi;

import org.jspecify.annotations.NullMarked;
