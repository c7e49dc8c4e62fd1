// SPDX-License-Identifier: Apache-2.0
/** The servers: {@code poller echo} and {@code poller proxy}. One thread per connection, in blocking code. */
@NullMarked
package dev.poller.cli.serve;

import org.jspecify.annotations.NullMarked;
