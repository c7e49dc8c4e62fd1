// SPDX-License-Identifier: Apache-2.0
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Servers and clients on virtual threads, a line for each; whoever runs them, the lines are the same. With an argument
 * it also says, on stderr, on how many carriers each connection was served.
 */
final class VirtualServers {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final int CLIENTS = 200;
    private static final int ROUNDS = 20;

    private static final Map<String, Integer> CARRIERS = new ConcurrentHashMap<>();

    public static void main(String[] arguments) throws Exception {
        System.out.println("echo: " + echo());
        System.out.println("http: " + http());
        System.out.println("httpserver: " + httpServer());
        System.out.println("channel: " + channel());
        System.out.println("datagram: " + datagram());
        System.out.println("interrupts: " + interrupts());
        System.out.println("timeout: " + timeout());
        if (arguments.length > 0) {
            System.err.println("carriers: " + new TreeMap<>(CARRIERS).keySet());
        }
    }

    private static void note() {
        String text = Thread.currentThread().toString();
        CARRIERS.merge(text.substring(text.indexOf('@') + 1), 1, Integer::sum);
    }

    private static int echo() throws Exception {
        try (ServerSocket server = new ServerSocket(0, CLIENTS, HERE);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> {
                while (true) {
                    Socket accepted = server.accept();
                    threads.submit(() -> {
                        try (accepted) {
                            note();
                            accepted.getInputStream().transferTo(accepted.getOutputStream());
                        }
                        return null;
                    });
                }
            });
            List<Future<Integer>> all = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int mine = client;
                all.add(threads.submit(() -> talk(server.getLocalPort(), mine)));
            }
            int sum = 0;
            for (Future<Integer> each : all) {
                sum += each.get();
            }
            server.close();
            return sum;
        }
    }

    private static int talk(int port, int with) throws IOException {
        int sum = 0;
        try (Socket socket = new Socket(HERE, port)) {
            for (int round = 0; round < ROUNDS; round++) {
                byte[] sent = (with + " " + round + "\n").getBytes(StandardCharsets.US_ASCII);
                socket.getOutputStream().write(sent);
                String back = new String(socket.getInputStream().readNBytes(sent.length), StandardCharsets.US_ASCII);
                sum += back.equals(with + " " + round + "\n") ? 1 : 0;
            }
        }
        return sum;
    }

    private static int http() throws Exception {
        try (ServerSocket server = new ServerSocket(0, CLIENTS, HERE);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Thread acceptor = Thread.ofPlatform().start(() -> {
                while (true) {
                    Socket accepted;
                    try {
                        accepted = server.accept();
                    } catch (IOException closed) {
                        return;
                    }
                    threads.submit(() -> answer(accepted));
                }
            });
            int sum = 0;
            for (int i = 0; i < 100; i++) {
                sum += threads.submit(() -> {
                            URI uri = new URI("http", null, HERE.getHostAddress(), server.getLocalPort(), "/", null, null);
                            try (InputStream in = uri.toURL().openStream()) {
                                return new String(in.readAllBytes(), StandardCharsets.US_ASCII).length();
                            }
                        })
                        .get();
            }
            server.close();
            acceptor.join();
            return sum;
        }
    }

    private static Object answer(Socket accepted) throws IOException {
        try (accepted;
                OutputStream out = accepted.getOutputStream();
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(accepted.getInputStream(), StandardCharsets.US_ASCII))) {
            note();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                // The head of the request.
            }
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"
                    .getBytes(StandardCharsets.US_ASCII));
        }
        return accepted;
    }

    private static int httpServer() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                HttpClient client = HttpClient.newBuilder().executor(threads).build()) {
            server.setExecutor(threads);
            server.createContext("/", exchange -> {
                exchange.sendResponseHeaders(200, 5);
                exchange.getResponseBody().write("hello".getBytes(StandardCharsets.US_ASCII));
                exchange.close();
            });
            server.start();
            URI uri = new URI(
                    "http", null, HERE.getHostAddress(), server.getAddress().getPort(), "/", null, null);
            int sum = 0;
            for (int i = 0; i < 50; i++) {
                sum += client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                        .body()
                        .length();
            }
            server.stop(0);
            return sum;
        }
    }

    private static String channel() throws Exception {
        AtomicReference<Thread> reader = new AtomicReference<>();
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress(HERE, 0));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> read = threads.submit(() -> {
                try (SocketChannel accepted = server.accept()) {
                    reader.set(Thread.currentThread());
                    ByteBuffer into = ByteBuffer.allocate(10);
                    while (accepted.read(into) >= 0) {}
                    return into.position();
                }
            });
            try (SocketChannel client = SocketChannel.open(server.getLocalAddress())) {
                awaitWaiting(reader);
                client.write(ByteBuffer.wrap(new byte[7]));
            }
            return read.get() + " bytes";
        }
    }

    private static String datagram() throws Exception {
        AtomicReference<Thread> receiver = new AtomicReference<>();
        try (DatagramSocket socket = new DatagramSocket(0, HERE);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> length = threads.submit(() -> {
                receiver.set(Thread.currentThread());
                DatagramPacket packet = new DatagramPacket(new byte[10], 10);
                socket.receive(packet);
                return packet.getLength();
            });
            awaitWaiting(receiver);
            socket.send(new DatagramPacket(new byte[3], 3, socket.getLocalSocketAddress()));
            return length.get() + " bytes";
        }
    }

    private interface Waiting {
        Object await() throws Exception;
    }

    private static List<String> interrupts() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, HERE);
                Socket client = new Socket(HERE, server.getLocalPort());
                Socket accepted = server.accept()) {
            return List.of(
                    interrupted(() -> client.getInputStream().read()),
                    String.valueOf(client.isClosed()),
                    interrupted(server::accept),
                    String.valueOf(server.isClosed()),
                    String.valueOf(accepted.getInputStream().read()));
        }
    }

    private static String interrupted(Waiting waiting) throws Exception {
        AtomicReference<String> seen = new AtomicReference<>();
        Thread thread = Thread.startVirtualThread(() -> {
            try {
                seen.set("returned " + waiting.await());
            } catch (Exception thrown) {
                seen.set(thrown + " " + Thread.currentThread().isInterrupted());
            }
        });
        awaitWaiting(new AtomicReference<>(thread));
        thread.interrupt();
        thread.join();
        return seen.get();
    }

    private static void awaitWaiting(AtomicReference<Thread> thread) {
        while (thread.get() == null || thread.get().getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    private static String timeout() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, HERE)) {
            server.setSoTimeout(20);
            AtomicReference<String> seen = new AtomicReference<>();
            Thread.startVirtualThread(() -> {
                        try {
                            server.accept();
                        } catch (SocketTimeoutException expected) {
                            seen.set(expected.toString());
                        } catch (IOException other) {
                            seen.set("other " + other);
                        }
                    })
                    .join();
            return seen.get();
        }
    }
}
