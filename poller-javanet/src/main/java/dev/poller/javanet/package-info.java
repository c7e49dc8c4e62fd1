// SPDX-License-Identifier: Apache-2.0
/**
 * Sockets of java.net over Poller. They behave like the JDK's own; docs/javanet.md says what differs, and why.
 */
@NullMarked
package dev.poller.javanet;

import org.jspecify.annotations.NullMarked;
