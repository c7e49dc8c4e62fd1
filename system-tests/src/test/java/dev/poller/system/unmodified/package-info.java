// SPDX-License-Identifier: Apache-2.0
/**
 * Programs that know nothing of Poller, for the agent. They are run with what they themselves need and nothing else.
 */
@NullMarked
package dev.poller.system.unmodified;

import org.jspecify.annotations.NullMarked;
