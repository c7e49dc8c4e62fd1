// SPDX-License-Identifier: Apache-2.0
/** Serving the connections of a listener: each on a thread of its own, in blocking code. */
@NullMarked
package dev.poller.blocking.server;

import org.jspecify.annotations.NullMarked;
