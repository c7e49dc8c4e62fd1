// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import dev.poller.benchmarks.load.LoadResult;

/**
 * One measurement. Immutable.
 *
 * @param shape its name
 * @param contender its name
 * @param round from 1
 * @param result what the generator has measured
 */
public record Sample(String shape, String contender, int round, LoadResult result) {}
