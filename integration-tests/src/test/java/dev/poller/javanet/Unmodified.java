// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A program that knows nothing of Poller. Says what came back, and whether it can see what it should not. */
final class Unmodified {
    private Unmodified() {}

    /** Takes no arguments. */
    public static void main(String[] arguments) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            client.getOutputStream().write(42);
            accepted.getOutputStream().write(accepted.getInputStream().read());
            System.out.println("echo " + client.getInputStream().read());
        }
        try {
            Class.forName("dev.poller.blocking.Netpoll");
            System.out.println("sees Poller");
        } catch (ClassNotFoundException hidden) {
            System.out.println("sees nothing");
        }
    }
}
