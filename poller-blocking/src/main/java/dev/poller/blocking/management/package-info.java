// SPDX-License-Identifier: Apache-2.0
/**
 * The runtimes of a JVM for JMX, which {@code ./poller top} shows. Nothing of it is loaded before it is used. It
 * needs the module java.management, which poller-blocking otherwise does not.
 */
@NullMarked
package dev.poller.blocking.management;

import org.jspecify.annotations.NullMarked;
