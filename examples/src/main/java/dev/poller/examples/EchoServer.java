// SPDX-License-Identifier: Apache-2.0
package dev.poller.examples;

import dev.poller.blocking.AcceptLoop;
import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.ThreadKind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ThreadFactory;

/** Sends back every byte on the port given: one blocked thread per connection, one poller underneath. */
public final class EchoServer {
    // @start region="server"
    public static void main(String[] args) throws IOException {
        ThreadFactory threads = ThreadKind.best().factory("echo-"); // virtual, where Java has them
        InetSocketAddress address = new InetSocketAddress(Integer.parseInt(args[0]));
        try (TcpListener listener = TcpListener.open(Netpoll.shared(), address)) {
            System.out.println("listening on port " + listener.localAddress().getPort());
            AcceptLoop.run(
                    listener, stream -> threads.newThread(() -> echo(stream)).start(), System.err::println);
        }
    }

    private static void echo(ByteStream stream) {
        try (stream) {
            stream.inputStream().transferTo(stream.outputStream());
        } catch (IOException failure) {
            System.err.println(stream + ": " + failure.getMessage());
        }
    }
    // @end
}
