// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;

/** A server socket over our implementation; what it accepts is over it too. */
final class PollerServerSocket extends ServerSocket {
    private final Sockets sockets;

    PollerServerSocket(Sockets sockets) {
        super(new TcpSocketImpl(sockets, true));
        this.sockets = sockets;
    }

    /** As that of the superclass, which would ask the factory of the whole program for a socket. */
    @Override
    public Socket accept() throws IOException {
        if (isClosed()) {
            throw new SocketException("Socket is closed");
        }
        if (!isBound()) {
            throw new SocketException("Socket is not bound yet");
        }
        Socket accepted = sockets.acceptable();
        implAccept(accepted);
        return accepted;
    }
}
