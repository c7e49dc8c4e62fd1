// SPDX-License-Identifier: Apache-2.0
/** What the JVM calls of poller-agent.jar; nothing for programs. */
@NullMarked
package dev.poller.javanet.agent;

import org.jspecify.annotations.NullMarked;
