// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.traffic;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server to be killed, on the JDK's own sockets: prints its port, and then does what its argument says. */
final class Peer {
    /** What it is in the middle of. */
    enum State {
        /** Says everything back. */
        READING,

        /** Has accepted, and does not read. */
        UNREAD,

        /** Does not accept. */
        UNACCEPTED
    }

    private Peer() {}

    /** Takes the name of a state. */
    public static void main(String[] arguments) throws Exception {
        State state = State.valueOf(arguments[0]);
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            System.out.println(server.getLocalPort());
            if (state == State.UNACCEPTED) {
                System.in.read();
            } else {
                serve(server, state);
            }
        }
    }

    private static void serve(ServerSocket server, State state) throws IOException {
        try (Socket socket = server.accept();
                InputStream in = socket.getInputStream();
                OutputStream out = socket.getOutputStream()) {
            if (state == State.UNREAD) {
                System.in.read();
            } else {
                in.transferTo(out);
            }
        }
    }
}
