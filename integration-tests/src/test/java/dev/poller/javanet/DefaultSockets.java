// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import dev.poller.blocking.Netpoll;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketImpl;

/**
 * A program whose sockets are all ours, because it said so at its beginning. Prints a line for each thing it tries.
 *
 * <p>A program of its own: there is no way back.
 */
final class DefaultSockets {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private DefaultSockets() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        PollerSockets.installAsDefault();
        try (ServerSocket server = new ServerSocket();
                Socket client = new Socket()) {
            server.bind(ANY_PORT);
            client.connect(server.getLocalSocketAddress());
            try (Socket accepted = server.accept()) {
                System.out.println("registered " + Netpoll.shared().registrations());
                System.out.println("echo " + echo(client, accepted));
            }
        }
        try (ServerSocket server = new OwnAccept();
                Socket client = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            System.out.println("own accept " + accepted.getClass().getSimpleName() + " " + echo(client, accepted));
        }
        try (ServerSocket server = new ServerSocket();
                Socket client = new Socket(Proxy.NO_PROXY)) {
            server.bind(ANY_PORT);
            client.connect(server.getLocalSocketAddress());
            try (Socket accepted = server.accept()) {
                System.out.println("no proxy " + echo(client, accepted));
            }
        }
        try (ServerSocket server = new PollerServerSocketFactory().createServerSocket(0);
                Socket client = new PollerSocketFactory()
                        .createSocket(InetAddress.getLoopbackAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            System.out.println("factories " + echo(client, accepted));
        }
        try {
            PollerSockets.installAsDefault();
        } catch (SocketException again) {
            System.out.println("again: " + again.getMessage());
        }
        System.out.println("left " + Netpoll.shared().registrations());
    }

    private static int echo(Socket client, Socket accepted) throws IOException {
        client.getOutputStream().write(42);
        accepted.getOutputStream().write(accepted.getInputStream().read());
        return client.getInputStream().read();
    }

    /** As some servers have it, to give what they accept a class of their own. */
    private static final class OwnAccept extends ServerSocket {
        OwnAccept() throws IOException {
            super(0, 1, InetAddress.getLoopbackAddress());
        }

        @Override
        public Socket accept() throws IOException {
            Socket own = new Own();
            implAccept(own);
            return own;
        }
    }

    /** A socket that has no implementation before it is accepted. */
    private static final class Own extends Socket {
        Own() throws SocketException {
            super((SocketImpl) null);
        }
    }
}
