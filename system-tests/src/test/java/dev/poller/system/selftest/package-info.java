// SPDX-License-Identifier: Apache-2.0
/** The application's self test, run somewhere else and reported here. */
@NullMarked
package dev.poller.system.selftest;

import org.jspecify.annotations.NullMarked;
