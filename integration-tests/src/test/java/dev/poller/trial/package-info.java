// SPDX-License-Identifier: Apache-2.0
/**
 * Traffic of every kind that checks each byte, for {@code ci/faults} and {@code ci/soak}: these start it in a JVM of
 * its own, do harm to it from outside, and read what it counts.
 */
@NullMarked
package dev.poller.trial;

import org.jspecify.annotations.NullMarked;
