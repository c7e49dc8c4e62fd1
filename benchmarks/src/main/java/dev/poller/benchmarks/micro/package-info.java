// SPDX-License-Identifier: Apache-2.0
/** What the parts cost: JMH benchmarks, run by {@code benchmarks/run --jmh [REGEX]}. */
@NullMarked
package dev.poller.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
