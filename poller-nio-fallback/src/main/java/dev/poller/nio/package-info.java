// SPDX-License-Identifier: Apache-2.0
/**
 * A poller over java.nio's Selector. It watches channels that Java opened, so it works wherever Java does and cannot
 * watch a descriptor.
 *
 * <p>Go's model for a kernel without edges (netpoll_solaris.go): a registration starts disarmed, is armed at each wait,
 * and is disarmed by its event.
 */
@NullMarked
package dev.poller.nio;

import org.jspecify.annotations.NullMarked;
