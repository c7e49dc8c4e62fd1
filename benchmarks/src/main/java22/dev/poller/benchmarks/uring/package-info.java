// SPDX-License-Identifier: Apache-2.0
/**
 * A prototype that is measured and not shipped: the blocking layer's loop, slots and handles over io_uring instead of a
 * readiness poller. {@link dev.poller.benchmarks.uring.UringServer} puts it together; docs/io_uring.md has its figures.
 *
 * <p>All of it is confined to one thread, the carrier of the loop: that thread polls, and it runs the virtual threads
 * that read and write. So it is the one submitter that IORING_SETUP_SINGLE_ISSUER allows. Only {@link
 * dev.poller.benchmarks.uring.UringPoller#breakPoll} and {@code close} come from other threads.
 */
@NullMarked
package dev.poller.benchmarks.uring;

import org.jspecify.annotations.NullMarked;
