// SPDX-License-Identifier: Apache-2.0

/** What a runtime has done and has open, as meters of Micrometer. */
@NullMarked
package dev.poller.micrometer;

import org.jspecify.annotations.NullMarked;
