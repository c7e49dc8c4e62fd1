// SPDX-License-Identifier: Apache-2.0
/**
 * The conformance suite of sockets of messages. Extend {@link dev.poller.tck.datagram.DatagramContract} once for every
 * kind of socket, provider and kind of thread.
 */
@NullMarked
package dev.poller.tck.datagram;

import org.jspecify.annotations.NullMarked;
