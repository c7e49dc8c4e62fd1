// SPDX-License-Identifier: Apache-2.0
/** The driver whose thread runs the virtual threads as well. */
@NullMarked
package dev.poller.blocking.internal.loop.carrier;

import org.jspecify.annotations.NullMarked;
