// SPDX-License-Identifier: Apache-2.0
package program;

import dev.poller.blocking.AcceptLoop;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpStream;
import dev.poller.blocking.ThreadKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ThreadFactory;

/** Connects some times, echoes some messages on each connection, and says over what. */
public final class Echo {
    public static void main(String[] arguments) throws Exception {
        int connections = Integer.parseInt(arguments[0]);
        int messages = Integer.parseInt(arguments[1]);
        Netpoll netpoll = Netpoll.shared();
        try (TcpListener listener =
                TcpListener.open(netpoll, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            ThreadFactory threads = ThreadKind.best().factory("echo-");
            threads.newThread(() -> accept(listener, threads)).start();
            for (int i = 0; i < connections; i++) {
                talk(netpoll, listener.localAddress(), messages);
            }
        }
        netpoll.schedulerReason()
                .ifPresent(why -> System.out.println("scheduler=" + netpoll.scheduler() + " because " + why));
        System.out.println("provider=" + netpoll.provider() + " binding=" + netpoll.binding() + " module="
                + Netpoll.class.getModule().getName() + " echoed=" + connections * messages);
    }

    private static void accept(TcpListener listener, ThreadFactory threads) {
        try {
            AcceptLoop.run(
                    listener,
                    stream -> threads.newThread(() -> echo(stream)).start(),
                    failure -> System.out.println("accept failed: " + failure));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void talk(Netpoll netpoll, InetSocketAddress server, int messages) throws IOException {
        try (TcpStream stream = TcpStream.connect(netpoll, server)) {
            byte[] reply = new byte[1];
            for (int i = 0; i < messages; i++) {
                stream.write(new byte[] {(byte) i});
                if (stream.read(reply) != 1 || reply[0] != (byte) i) {
                    throw new IOException("wrong reply to message " + i);
                }
            }
            stream.shutdownOutput();
            if (stream.read(reply) != -1) {
                throw new IOException("more than was sent");
            }
        }
    }

    private static void echo(TcpStream stream) {
        try (stream) {
            stream.inputStream().transferTo(stream.outputStream());
        } catch (IOException failed) {
            System.out.println("echo failed: " + failed);
        }
    }
}
