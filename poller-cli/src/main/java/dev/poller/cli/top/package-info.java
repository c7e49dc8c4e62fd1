// SPDX-License-Identifier: Apache-2.0
/** {@code poller top}: what the runtimes of another JVM are doing. */
@NullMarked
package dev.poller.cli.top;

import org.jspecify.annotations.NullMarked;
