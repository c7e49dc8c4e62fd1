// SPDX-License-Identifier: Apache-2.0
package dev.poller.examples;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.server.Server;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Sends back every byte on the port given: one blocked thread per connection, one poller underneath. */
public final class EchoServer {
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.err.println("usage: EchoServer PORT");
            System.exit(2);
        }
        // @start region="server"
        InetSocketAddress address = new InetSocketAddress(Integer.parseInt(args[0]));
        try (TcpListener listener = TcpListener.open(Netpoll.shared(), address);
                Server server = Server.open(listener, stream -> stream.transferTo(stream))) {
            System.out.println("listening on port " + listener.localAddress().getPort());
            server.run();
        }
        // @end
    }
}
