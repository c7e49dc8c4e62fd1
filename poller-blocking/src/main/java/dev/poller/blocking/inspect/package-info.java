// SPDX-License-Identifier: Apache-2.0
/** What a runtime looks like inside at one moment, as {@code Netpoll.inspect()} tells. */
@NullMarked
package dev.poller.blocking.inspect;

import org.jspecify.annotations.NullMarked;
