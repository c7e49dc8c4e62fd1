// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import java.net.Socket;
import java.net.SocketException;
import java.net.SocketImpl;

/** A socket over one of our implementations. */
final class PollerSocket extends Socket {
    PollerSocket(SocketImpl impl) throws SocketException {
        super(impl);
    }
}
