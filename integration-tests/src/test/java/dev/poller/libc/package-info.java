// SPDX-License-Identifier: Apache-2.0
/** The bindings as they are packaged, in the package of what they test. */
@NullMarked
package dev.poller.libc;

import org.jspecify.annotations.NullMarked;
