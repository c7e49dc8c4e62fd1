// SPDX-License-Identifier: Apache-2.0
package dev.poller.examples;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpStream;
import dev.poller.blocking.server.Server;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Passes on what comes to a port, to a host and port, and what comes back. */
public final class Proxy {
    public static void main(String[] args) throws IOException {
        if (args.length != 3) {
            System.err.println("usage: Proxy PORT HOST PORT");
            System.exit(2);
        }
        InetSocketAddress address = new InetSocketAddress(Integer.parseInt(args[0]));
        InetSocketAddress target = new InetSocketAddress(args[1], Integer.parseInt(args[2]));
        try (TcpListener listener = TcpListener.open(Netpoll.shared(), address);
                Server server = Server.open(listener, client -> pass(client, target))) {
            System.out.println("listening on port " + listener.localAddress().getPort());
            server.run();
        }
    }

    // @start region="proxy"
    private static void pass(ByteStream client, InetSocketAddress target) throws IOException, InterruptedException {
        try (TcpStream server = TcpStream.connect(Netpoll.shared(), target)) {
            Thread back = Netpoll.shared().newThread(server, () -> copy(server, client));
            back.start();
            copy(client, server);
            back.join();
        }
    }

    private static void copy(ByteStream from, ByteStream to) {
        try {
            from.transferTo(to); // within the kernel, where it can
            to.shutdownOutput(); // the end of one direction; the other goes on
        } catch (IOException broken) {
            close(from);
            close(to); // then the other direction ends as well
        }
    }
    // @end

    private static void close(ByteStream stream) {
        try {
            stream.close();
        } catch (IOException failure) {
            System.err.println("close: " + failure.getMessage());
        }
    }
}
