// SPDX-License-Identifier: Apache-2.0
/** Channels of java.nio. */
@NullMarked
package dev.poller.blocking.internal.end.nio;

import org.jspecify.annotations.NullMarked;
