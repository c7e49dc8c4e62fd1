// SPDX-License-Identifier: Apache-2.0
/** What the commands share: the entry, options, addresses, and how errors are told. */
@NullMarked
package dev.poller.cli;

import org.jspecify.annotations.NullMarked;
