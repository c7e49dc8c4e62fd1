// SPDX-License-Identifier: Apache-2.0
/** The built application from outside: what a user starts, with what a user has around it. */
@NullMarked
package dev.poller.system;

import org.jspecify.annotations.NullMarked;
