// SPDX-License-Identifier: Apache-2.0
/** {@code poller try}: other programs with the agent. */
@NullMarked
package dev.poller.cli.attempt;

import org.jspecify.annotations.NullMarked;
