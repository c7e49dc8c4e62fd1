// SPDX-License-Identifier: Apache-2.0
/** What is made of the measurements: medians, ratios, targets, tables, plots. */
@NullMarked
package dev.poller.benchmarks.report;

import org.jspecify.annotations.NullMarked;
