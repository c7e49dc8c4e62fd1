// SPDX-License-Identifier: Apache-2.0
/**
 * The conformance suite of pipes. Extend {@link dev.poller.tck.pipe.PipeContract} once for every provider and kind of
 * thread.
 */
@NullMarked
package dev.poller.tck.pipe;

import org.jspecify.annotations.NullMarked;
