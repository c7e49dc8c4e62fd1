// SPDX-License-Identifier: Apache-2.0
/** A C library that fails, shortens or pauses calls when a test says so. */
@NullMarked
package dev.poller.tck.fault;

import org.jspecify.annotations.NullMarked;
