// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

/**
 * Two connected ends.
 *
 * @param near the one that tests register
 * @param far its peer
 */
record Pair(Endpoint near, Endpoint far) {}
