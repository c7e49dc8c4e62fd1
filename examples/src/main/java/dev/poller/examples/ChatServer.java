// SPDX-License-Identifier: Apache-2.0
package dev.poller.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.TcpListener;
import dev.poller.blocking.Until;
import dev.poller.blocking.server.Server;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Whoever connects to the port given reads the lines that the others write. */
public final class ChatServer {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    // @start region="chat"
    private final Set<ByteStream> members = ConcurrentHashMap.newKeySet();

    private void serve(ByteStream member) throws IOException {
        members.add(member);
        try {
            BufferedReader lines = new BufferedReader(new InputStreamReader(member.inputStream(), UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                byte[] bytes = (line + "\n").getBytes(UTF_8);
                for (ByteStream other : members) {
                    if (!other.equals(member)) {
                        send(other, bytes);
                    }
                }
            }
        } finally {
            members.remove(member);
        }
    }
    // @end

    // @start region="slow"
    private void send(ByteStream member, byte[] bytes) throws IOException {
        try {
            member.write(bytes, 0, bytes.length, Until.in(PATIENCE));
        } catch (IOException slowOrGone) {
            members.remove(member);
            member.close(); // its own thread, which waits in readLine, is woken and ends
        }
    }
    // @end

    // @start region="main"
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.err.println("usage: ChatServer PORT");
            System.exit(2);
        }
        ChatServer chat = new ChatServer();
        InetSocketAddress address = new InetSocketAddress(Integer.parseInt(args[0]));
        try (TcpListener listener = TcpListener.open(Netpoll.shared(), address)) {
            Server server = Server.options().maxConnections(1000).open(listener, chat::serve);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(server)));
            System.out.println("listening on port " + listener.localAddress().getPort());
            server.run(); // until drain stops it
        }
    }

    private static void drain(Server server) {
        try {
            server.shutdown(PATIENCE);
        } catch (IOException | InterruptedException failure) {
            System.err.println("shutdown: " + failure);
        }
    }
    // @end
}
