// SPDX-License-Identifier: Apache-2.0
/** The suite for blocking streams. */
@NullMarked
package dev.poller.tck.stream;

import org.jspecify.annotations.NullMarked;
