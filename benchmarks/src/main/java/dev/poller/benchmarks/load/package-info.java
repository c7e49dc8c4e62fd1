// SPDX-License-Identifier: Apache-2.0
/** What is asked of a load generator and what it answers, and the generator in Java. */
@NullMarked
package dev.poller.benchmarks.load;

import org.jspecify.annotations.NullMarked;
