// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.UnixAddress;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.ThreadKind;
import dev.poller.javanet.PollerSocketFactory;
import dev.poller.javanet.UnixSocketFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import org.apache.commons.net.smtp.SMTPClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The SMTP client of Commons Net, which knows nothing of Poller, over its sockets. */
@Timeout(60)
final class CommonsNetIT {
    @TempDir
    Path directory;

    @Test
    void aMessageIsSentOverTcp() throws Exception {
        try (Netpoll netpoll = Netpoll.open();
                ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            assertSends(netpoll, new PollerSocketFactory(netpoll), server);
        }
    }

    @Test
    void aMessageIsSentOverAUnixSocket() throws Exception {
        Path path = directory.resolve("smtp.sock");
        try (Netpoll netpoll = Netpoll.open();
                ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));
            assertSends(netpoll, new UnixSocketFactory(netpoll, UnixAddress.of(path)), server);
        }
    }

    private static void assertSends(Netpoll netpoll, SocketFactory sockets, ServerSocketChannel server)
            throws Exception {
        FutureTask<List<String>> serving = new FutureTask<>(() -> serve(server));
        ThreadKind.best().factory("smtp-").newThread(serving).start();
        SMTPClient client = new SMTPClient();
        client.setSocketFactory(sockets);
        client.connect(InetAddress.getLoopbackAddress(), port(server.getLocalAddress()));
        client.setSoTimeout(20_000);
        assertEquals(1, netpoll.registrations(), "sockets of Poller");
        assertTrue(client.login("client"));
        assertTrue(client.sendSimpleMessage("from@localhost", "to@localhost", "Subject: hello\n\na line\n.\n"));
        assertTrue(client.logout());
        client.disconnect();
        assertEquals(
                List.of(
                        "HELO client",
                        "MAIL FROM:<from@localhost>",
                        "RCPT TO:<to@localhost>",
                        "DATA",
                        "Subject: hello",
                        "",
                        "a line",
                        "..",
                        ".",
                        "QUIT"),
                serving.get(20, TimeUnit.SECONDS));
        assertEquals(0, netpoll.registrations(), "sockets of Poller");
    }

    private static int port(SocketAddress of) {
        return of instanceof InetSocketAddress internet ? internet.getPort() : 1;
    }

    /** A server that agrees to everything, once; returns all lines it was sent. */
    private static List<String> serve(ServerSocketChannel server) throws IOException {
        try (SocketChannel connection = server.accept();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(Channels.newInputStream(connection), US_ASCII));
                OutputStream out = Channels.newOutputStream(connection)) {
            List<String> lines = new ArrayList<>();
            boolean text = false;
            out.write("220 ready\r\n".getBytes(US_ASCII));
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                lines.add(line);
                boolean command = !text;
                text = text ? !line.equals(".") : line.equals("DATA");
                if (command || !text) {
                    out.write(answer(line).getBytes(US_ASCII));
                }
            }
            return lines;
        }
    }

    private static String answer(String line) {
        return switch (line) {
            case "DATA" -> "354 go on\r\n";
            case "QUIT" -> "221 bye\r\n";
            default -> "250 good\r\n";
        };
    }
}
