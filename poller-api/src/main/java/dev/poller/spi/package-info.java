// SPDX-License-Identifier: Apache-2.0
/**
 * What a provider supplies. For a kernel interface named xyz:
 *
 * <pre>
 * XyzProvider implements PollerProvider   listed in META-INF/services and in module-info
 *   name()       "xyz", what a user types to force it
 *   priority()   kernel interfaces 100, portable ones 0; the highest that works is selected
 *   probe(p)     on a platform that is not its own: unavailable, with a reason that names the platform.
 *                On its own: really init, break, poll and close a poller, and report what was found.
 *                Never throws for something that is merely missing.
 *   init(o)      makes a poller with its break channel registered, or throws and leaks nothing
 * XyzPoller implements Poller
 *   open         one registration with the kernel, carrying an identity that a closed and
 *                re-used descriptor number cannot forge; the refusals are the typed exceptions,
 *                KernelEvent.refusedBy among them
 *   poll         events in batches; an interrupted call continues with the remaining time;
 *                events of closed registrations are dropped and counted; no allocation per event
 *   breakPoll    coalesced, never lost; drain first, then clear; a poll with timeout 0 leaves it
 *   close        the last user of the poller's own descriptors closes them
 * XyzRegistration implements Registration
 *   arm          free where the kernel keeps the registration armed
 *   close        removes it from the kernel before the caller closes the descriptor
 * </pre>
 *
 * <p>The promises behind these lines are docs/contract.md; poller-tck checks them: run it against your provider.
 */
@NullMarked
package dev.poller.spi;

import org.jspecify.annotations.NullMarked;
