// SPDX-License-Identifier: Apache-2.0
/**
 * A poller of file descriptors without its kernel: identity, lifetime, breaks, timeouts, and the loop that hands events
 * over. A provider brings three things:
 *
 * <pre>
 * KernelSet         what is watched: add, modify, delete          called under the lock of Registrations
 * DescriptorPoller  extended: fetch a batch, read it              called by the polling thread
 * Breaker           ends a wait; a pipe is here for who has none  signalled by any thread
 * </pre>
 *
 * <p>Internal: exported to the providers in this project alone, and free to change with them.
 */
@NullMarked
package dev.poller.descriptor;

import org.jspecify.annotations.NullMarked;
