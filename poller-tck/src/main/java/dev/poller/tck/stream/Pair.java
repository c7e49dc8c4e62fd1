// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import dev.poller.blocking.ByteStream;

/**
 * Two ends of one connection.
 *
 * @param client the end that connected
 * @param server the end that was accepted
 */
public record Pair(ByteStream client, ByteStream server) {}
