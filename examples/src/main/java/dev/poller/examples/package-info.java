// SPDX-License-Identifier: Apache-2.0
/** The code that the documentation shows. */
@NullMarked
package dev.poller.examples;

import org.jspecify.annotations.NullMarked;
