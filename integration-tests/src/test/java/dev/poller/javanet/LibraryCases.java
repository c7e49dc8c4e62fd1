// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SocketHandler;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** What else of the JDK opens sockets, or looks at them. */
final class LibraryCases {
    private LibraryCases() {}

    static void play(Transcript transcript, Path directory) {
        transcript.play("TLS on a socket made unconnected", t -> tls(t, Certificates.context(directory)));
        transcript.play("logging over a socket", LibraryCases::logging);
        transcript.play("the flight recorder", t -> recorder(t, directory));
    }

    private static void tls(Transcript transcript, SSLContext context) throws Exception {
        InetAddress here = SocksCases.LOOPBACK;
        try (ServerSocket server = context.getServerSocketFactory().createServerSocket(0, 1, here);
                SSLSocket client = (SSLSocket) context.getSocketFactory().createSocket()) {
            transcript.name(server.getLocalPort(), "SERVER");
            transcript.note("connected", client::isConnected);
            client.setSoTimeout(20_000);
            client.connect(new InetSocketAddress(here, server.getLocalPort()), 20_000);
            CompletableFuture<Long> served = CompletableFuture.supplyAsync(() -> serve(server));
            client.startHandshake();
            transcript.note("protocol", client.getSession()::getProtocol);
            client.getOutputStream().write(new byte[50_000]);
            client.shutdownOutput();
            transcript.note("back", () -> client.getInputStream().readAllBytes().length);
            transcript.note("served", () -> served.get(20, TimeUnit.SECONDS));
            transcript.note("remote", client::getRemoteSocketAddress);
        }
    }

    private static long serve(ServerSocket server) {
        try (Socket accepted = server.accept()) {
            accepted.setSoTimeout(20_000);
            long count = accepted.getInputStream().transferTo(accepted.getOutputStream());
            accepted.shutdownOutput();
            return count;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void logging(Transcript transcript) throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        try (PlainServer server = new PlainServer((in, out) -> heard.complete(new String(in.readAllBytes(), UTF_8)))) {
            SocketHandler handler = new SocketHandler("127.0.0.1", server.port());
            handler.publish(new LogRecord(Level.WARNING, "hello"));
            handler.close();
            transcript.note(
                    "published",
                    () -> heard.get(20, TimeUnit.SECONDS)
                            .lines()
                            .filter(line -> line.contains("<message>") || line.contains("<level>"))
                            .toList());
        }
        try (DeadEnd dead = new DeadEnd(transcript)) {
            transcript.note("nobody listens", () -> new SocketHandler("127.0.0.1", dead.port()));
        }
    }

    private static void recorder(Transcript transcript, Path directory) throws Exception {
        Path file = directory.resolve("sockets-" + ProcessHandle.current().pid() + ".jfr");
        try (PlainServer server = new PlainServer((in, out) -> in.transferTo(out));
                Recording recording = new Recording()) {
            recording.enable("jdk.SocketRead").withoutThreshold().withStackTrace();
            recording.enable("jdk.SocketWrite").withoutThreshold().withStackTrace();
            recording.start();
            converse(server.port());
            recording.stop();
            recording.dump(file);
            transcript.name(server.port(), "SERVER");
            for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
                if (event.getInt("port") == server.port() && isOfASocket(event)) {
                    transcript.print(told(event));
                }
            }
        }
    }

    /** Over channels there are also events of these. */
    private static boolean isOfASocket(RecordedEvent event) {
        return event.getStackTrace()
                .getFrames()
                .get(0)
                .getMethod()
                .getType()
                .getName()
                .startsWith("java.net.Socket");
    }

    private static void converse(int port) throws IOException {
        try (Socket client = new Socket("localhost", port)) {
            client.setSoTimeout(20_000);
            ByteArrayOutputStream back = new ByteArrayOutputStream();
            for (int length : new int[] {1, 1000, 7}) {
                client.getOutputStream().write(new byte[length]);
                InputStream in = client.getInputStream();
                back.writeBytes(in.readNBytes(length));
            }
            client.shutdownOutput();
            back.writeBytes(client.getInputStream().readAllBytes());
        }
    }

    private static String told(RecordedEvent event) {
        StringBuilder told = new StringBuilder(event.getEventType().getName());
        for (String field :
                Arrays.asList("host", "address", "port", "timeout", "bytesRead", "endOfStream", "bytesWritten")) {
            if (event.hasField(field)) {
                Object value = event.getValue(field);
                told.append(' ').append(field).append('=').append(value);
            }
        }
        return told.toString();
    }
}
