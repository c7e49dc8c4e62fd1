// SPDX-License-Identifier: Apache-2.0
/** {@code poller demo}: an echo server and its clients in one process, every byte checked. */
@NullMarked
package dev.poller.cli.demo;

import org.jspecify.annotations.NullMarked;
