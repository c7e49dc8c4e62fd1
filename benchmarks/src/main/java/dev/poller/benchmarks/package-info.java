// SPDX-License-Identifier: Apache-2.0
/** The command that measures Poller and its peers side by side. */
@NullMarked
package dev.poller.benchmarks;

import org.jspecify.annotations.NullMarked;
