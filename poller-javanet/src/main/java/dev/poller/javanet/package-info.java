// SPDX-License-Identifier: Apache-2.0
/**
 * Sockets of java.net over Poller. They behave as the JDK's own: what is different, and why, says docs/javanet.md.
 */
@NullMarked
package dev.poller.javanet;

import org.jspecify.annotations.NullMarked;
