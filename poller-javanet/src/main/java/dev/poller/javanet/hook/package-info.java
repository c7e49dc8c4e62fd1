// SPDX-License-Identifier: Apache-2.0
/** What the agent changes in the JDK, so that virtual threads get a scheduler of Poller's. */
@NullMarked
package dev.poller.javanet.hook;

import org.jspecify.annotations.NullMarked;
