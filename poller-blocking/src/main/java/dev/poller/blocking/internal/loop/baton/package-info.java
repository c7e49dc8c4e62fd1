// SPDX-License-Identifier: Apache-2.0
/** The driver in which a platform thread and a virtual thread poll in turn. */
@NullMarked
package dev.poller.blocking.internal.loop.baton;

import org.jspecify.annotations.NullMarked;
