// SPDX-License-Identifier: Apache-2.0
/** {@code poller watch}: prints a line for each event of one source. */
@NullMarked
package dev.poller.cli.watch;

import org.jspecify.annotations.NullMarked;
