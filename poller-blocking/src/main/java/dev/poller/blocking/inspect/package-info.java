// SPDX-License-Identifier: Apache-2.0
/** The state of a runtime at one moment, as {@code Netpoll.inspect()} returns it. */
@NullMarked
package dev.poller.blocking.inspect;

import org.jspecify.annotations.NullMarked;
