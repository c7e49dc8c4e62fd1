// SPDX-License-Identifier: Apache-2.0
/** The program that is measured with client libraries: it knows nothing of Poller, and runs on Java 17. */
@NullMarked
package dev.poller.benchmarks.client;

import org.jspecify.annotations.NullMarked;
