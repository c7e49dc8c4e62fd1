// SPDX-License-Identifier: Apache-2.0
/** The code that the documentation shows: the README a whole file, the Javadoc what stands between marks. */
@NullMarked
package dev.poller.examples;

import org.jspecify.annotations.NullMarked;
