// SPDX-License-Identifier: Apache-2.0
/** Traffic over streams and descriptors, and what all traffic has. */
@NullMarked
package dev.poller.trial.traffic;

import org.jspecify.annotations.NullMarked;
