// SPDX-License-Identifier: Apache-2.0
package dev.poller.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Cancellation;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.OperationCancelledException;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpSocket;
import dev.poller.blocking.Until;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.time.Duration;

/** Ends single operations, by time and by another thread, on a stream that goes on. Prints what happens. */
public final class Limits {
    public static void main(String[] args) throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (Netpoll netpoll = Netpoll.open();
                TcpListener listener = TcpListener.open(netpoll, anyPort)) {
            InetSocketAddress remote = listener.localAddress();
            // @start region="socket"
            try (TcpSocket socket = TcpSocket.open(netpoll)) {
                socket.setOption(StandardSocketOptions.SO_RCVBUF, 64 * 1024); // decides how large the window can be
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                try (ByteStream stream = socket.connect(remote, Until.in(Duration.ofSeconds(5)))) {
                    read(stream, listener.accept());
                }
            }
            // @end
        }
    }

    private static void read(ByteStream stream, ByteStream peer) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(100);
        Cancellation cancellation = new Cancellation();
        // @start region="until"
        try {
            stream.read(buffer, Until.in(Duration.ofMillis(10)).orCancelled(cancellation));
        } catch (SocketTimeoutException late) {
            System.out.println("nothing within 10 ms"); // the stream can be read on
        } catch (OperationCancelledException cancelled) {
            System.out.println("another thread called cancellation.cancel()");
        }
        // @end
        cancellation.cancel();
        try {
            stream.read(buffer, Until.cancelled(cancellation));
        } catch (OperationCancelledException cancelled) {
            System.out.println("cancelled");
        }
        peer.write("at last".getBytes(UTF_8));
        stream.read(buffer);
        System.out.println(UTF_8.decode(buffer.flip()));
        peer.close();
    }
}
