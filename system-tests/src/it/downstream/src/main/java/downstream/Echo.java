// SPDX-License-Identifier: Apache-2.0
package downstream;

import dev.poller.blocking.AcceptLoop;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.TcpStream;
import dev.poller.blocking.ThreadKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadFactory;

/** Sends each argument to an echo server of its own, over loopback, and prints what comes back. */
public final class Echo implements AutoCloseable {
    private final ThreadFactory threads = ThreadKind.best().factory("echo-");
    private final TcpListener listener;

    public Echo() throws IOException {
        listener = TcpListener.open(Netpoll.shared(), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        threads.newThread(this::accept).start();
    }

    public static void main(String[] arguments) throws IOException {
        try (Echo echo = new Echo()) {
            for (String argument : arguments) {
                System.out.println(echo.answer(argument));
            }
        }
    }

    /** What the server sends back to a client that sends this and then the end. */
    public String answer(String message) throws IOException {
        try (TcpStream stream = TcpStream.connect(Netpoll.shared(), listener.localAddress())) {
            stream.outputStream().write(message.getBytes(StandardCharsets.UTF_8));
            stream.shutdownOutput();
            return new String(stream.inputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        try {
            AcceptLoop.run(listener, stream -> threads.newThread(() -> echo(stream)).start(), System.err::println);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void echo(TcpStream stream) {
        try (stream) {
            stream.inputStream().transferTo(stream.outputStream());
        } catch (IOException failed) {
            System.err.println(stream + ": " + failed);
        }
    }
}
