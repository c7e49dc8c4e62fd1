// SPDX-License-Identifier: Apache-2.0
package dev.poller.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Listener;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A runtime of one's own, with two loops: what waits on it ends when it is closed. Prints what a greeter says. */
public final class OwnRuntime {
    public static void main(String[] args) throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        // @start region="own"
        try (Netpoll netpoll = Netpoll.options().loops(2).open();
                TcpListener listener = TcpListener.open(netpoll, anyPort)) {
            netpoll.threadFactory("greeter-").newThread(() -> greet(listener)).start();
            try (ByteStream stream = TcpStream.connect(netpoll, listener.localAddress())) {
                stream.inputStream().transferTo(System.out);
            }
        }
        // @end
    }

    private static void greet(Listener<?> listener) {
        try (ByteStream stream = listener.accept()) {
            stream.write("hello\n".getBytes(UTF_8));
        } catch (IOException failure) {
            System.err.println(listener + ": " + failure.getMessage());
        }
    }
}
