// SPDX-License-Identifier: Apache-2.0
/** Shapes, contenders, and the rounds in which they alternate. */
@NullMarked
package dev.poller.benchmarks.run;

import org.jspecify.annotations.NullMarked;
