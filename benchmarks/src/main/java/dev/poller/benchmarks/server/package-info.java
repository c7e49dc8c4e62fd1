// SPDX-License-Identifier: Apache-2.0
/** The contenders in Java: servers that do the same with different libraries, each the whole of a process. */
@NullMarked
package dev.poller.benchmarks.server;

import org.jspecify.annotations.NullMarked;
