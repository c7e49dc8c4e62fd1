// SPDX-License-Identifier: Apache-2.0
/** What Poller's own modules share and nobody else calls: what is said to the user, and which names there are. */
@NullMarked
package dev.poller.internal;

import org.jspecify.annotations.NullMarked;
