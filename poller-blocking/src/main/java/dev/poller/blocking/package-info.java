// SPDX-License-Identifier: Apache-2.0
/**
 * Blocking I/O on a poller: a thread that would block is parked, its descriptor stays registered, and the poller wakes
 * the thread. Start at {@link dev.poller.blocking.TcpStream} and {@link dev.poller.blocking.TcpListener}. A server that
 * sends back what it gets:
 *
 * {@snippet file="dev/poller/examples/EchoServer.java" region="server"}
 */
@NullMarked
package dev.poller.blocking;

import org.jspecify.annotations.NullMarked;
