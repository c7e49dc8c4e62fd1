// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import java.net.URI;
import javax.net.SocketFactory;

/**
 * How to get to a server.
 *
 * @param sockets connect to it
 * @param base what its URLs begin with
 * @param trust what is trusted where it speaks TLS
 */
record HttpRoute(SocketFactory sockets, URI base, Trust trust) {}
