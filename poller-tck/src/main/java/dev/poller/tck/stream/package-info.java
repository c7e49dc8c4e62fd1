// SPDX-License-Identifier: Apache-2.0
/**
 * The conformance suite of the blocking layer. Extend {@link dev.poller.tck.stream.TcpContract} or {@link
 * dev.poller.tck.stream.UnixContract} once for every provider and kind of thread.
 */
@NullMarked
package dev.poller.tck.stream;

import org.jspecify.annotations.NullMarked;
