// SPDX-License-Identifier: Apache-2.0
/** Benchmarks of what is package-private in the blocking layer. */
@NullMarked
package dev.poller.blocking;

import org.jspecify.annotations.NullMarked;
