// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketImplFactory;

/** Makes Poller what every java.net.Socket and java.net.ServerSocket of a program is over. */
public final class PollerSockets {
    private PollerSockets() {}

    /**
     * From now on every new Socket and ServerSocket waits on the {@linkplain dev.poller.blocking.Netpoll#shared()
     * shared} runtime. Java allows it once in a virtual machine, and there is no way back. Any thread; best before any
     * other thread opens a socket.
     *
     * @throws SocketException if a factory is there already, of whomever; the message says of which kind, and nothing
     *     has changed, or only what it says
     */
    @SuppressWarnings("deprecation") // For removal one day, and until then the only way that asks for no flag.
    public static void installAsDefault() throws SocketException {
        install("sockets", () -> Socket.setSocketImplFactory(sockets()));
        install("server sockets", () -> ServerSocket.setSocketFactory(serverSockets()));
    }

    /** What makes those that connect, or are accepted. */
    static SocketImplFactory sockets() {
        return new ClientImpls(Sockets.SHARED);
    }

    /** What makes those that listen. */
    static SocketImplFactory serverSockets() {
        return () -> new TcpSocketImpl(Sockets.SHARED, true);
    }

    private static void install(String what, Installation installation) throws SocketException {
        try {
            installation.run();
        } catch (IOException refused) {
            SocketException failure = new SocketException("another factory makes the " + what + " of this program");
            failure.initCause(refused);
            throw failure;
        }
    }

    @FunctionalInterface
    private interface Installation {
        void run() throws IOException;
    }
}
