// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;

/** Which addresses sockets have and which messages failures, under the flags that this program was started with. */
final class AddressCases {
    private static final InetAddress IPV6_LOOPBACK = SocksCases.address(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
    private static final InetAddress IPV6_ANY = SocksCases.address(new int[16]);

    private AddressCases() {}

    static void play(Transcript transcript) {
        transcript.play("a socket of every address", t -> {
            try (ServerSocket server = new ServerSocket(0)) {
                t.name(server.getLocalPort(), "SERVER");
                t.note("server", server::getInetAddress);
                t.note("local", server::getLocalSocketAddress);
                for (InetAddress each : all()) {
                    connect(t, server, each);
                }
            }
        });
        transcript.play("one that is not connected", t -> {
            try (Socket socket = new Socket()) {
                t.note("local", socket::getLocalAddress);
                socket.bind(null);
                t.name(socket.getLocalPort(), "LOCAL");
                t.note("bound", socket::getLocalSocketAddress);
            }
        });
        for (String name : List.of("localhost", "127.0.0.1", "::1", "name.invalid")) {
            transcript.play("nobody listens at " + name, t -> refused(t, name));
        }
        transcript.play("it takes too long", t -> {
            try (FullServer full = new FullServer();
                    Socket socket = new Socket()) {
                t.name(full.port(), "FULL");
                t.does("connect", () -> socket.connect(new InetSocketAddress(SocksCases.LOOPBACK, full.port()), 100));
            }
        });
        transcript.play("an address that is not ours", t -> {
            try (ServerSocket server = new ServerSocket();
                    Socket socket = new Socket()) {
                t.does("listen", () -> server.bind(SocksCases.TARGET));
                t.does("bind", () -> socket.bind(SocksCases.TARGET));
                t.does("bind to IPv6", () -> socket.bind(new InetSocketAddress(IPV6_LOOPBACK, 0)));
                t.does("listen on IPv6", () -> server.bind(new InetSocketAddress(IPV6_ANY, 0)));
            }
        });
    }

    private static List<InetAddress> all() throws Exception {
        return List.of(
                InetAddress.getLoopbackAddress(),
                SocksCases.LOOPBACK,
                SocksCases.address(0, 0, 0, 0),
                IPV6_LOOPBACK,
                IPV6_ANY,
                InetAddress.getAllByName("localhost")[0]);
    }

    private static void connect(Transcript transcript, ServerSocket server, InetAddress to) throws Exception {
        try (Socket client = new Socket()) {
            transcript.does("connect to " + to, () -> client.connect(new InetSocketAddress(to, server.getLocalPort())));
            transcript.note("remote", client::getRemoteSocketAddress);
            transcript.note("from", client::getLocalAddress);
            if (client.isConnected()) {
                try (Socket accepted = server.accept()) {
                    transcript.note("accepted from", accepted::getInetAddress);
                    transcript.note("accepted at", accepted::getLocalAddress);
                }
            }
        }
    }

    private static void refused(Transcript transcript, String name) throws Exception {
        try (DeadEnd dead = new DeadEnd(transcript);
                Socket socket = new Socket()) {
            // The other family's port of that number is not taken, and 1 is rarely.
            InetSocketAddress to = new InetSocketAddress(name, name.contains(":") ? 1 : dead.port());
            transcript.does("connect", () -> socket.connect(to));
            transcript.does("made", () -> new Socket(name, to.getPort()).close());
        }
    }
}
