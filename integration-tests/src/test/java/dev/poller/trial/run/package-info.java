// SPDX-License-Identifier: Apache-2.0
/** Threads that run traffic, and what is counted of it. */
@NullMarked
package dev.poller.trial.run;

import org.jspecify.annotations.NullMarked;
