// SPDX-License-Identifier: Apache-2.0
/** Sockets of whole messages. A call that waits parks its thread, as a read of a stream does. */
@NullMarked
package dev.poller.blocking.datagram;

import org.jspecify.annotations.NullMarked;
