// SPDX-License-Identifier: Apache-2.0
/** All traffic for long, and what must not grow meanwhile. */
@NullMarked
package dev.poller.trial.soak;

import org.jspecify.annotations.NullMarked;
