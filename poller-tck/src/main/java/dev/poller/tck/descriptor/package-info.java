// SPDX-License-Identifier: Apache-2.0
/**
 * What only a poller of bare descriptors can get wrong, as a suite: over a C library that fails and pauses on demand.
 */
@NullMarked
package dev.poller.tck.descriptor;

import org.jspecify.annotations.NullMarked;
