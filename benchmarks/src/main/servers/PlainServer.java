// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server by hand: java.net, and a virtual thread for each connection. Says hello until it is ended. */
final class PlainServer {
    private static final byte[] HELLO =
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello".getBytes(StandardCharsets.US_ASCII);
    private static final int BACKLOG = 1024;
    private static final int BUFFER = 8192;

    public static void main(String[] arguments) throws IOException {
        try (ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            System.out.println("listening on " + server.getLocalPort());
            while (true) {
                Socket connection = server.accept();
                threads.execute(() -> serve(connection));
            }
        }
    }

    private static void serve(Socket connection) {
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = connection.getInputStream();
            OutputStream out = connection.getOutputStream();
            byte[] buffer = new byte[BUFFER];
            int matched = 0; // of the empty line that ends a request's head; a request has no body
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                for (int i = 0; i < count; i++) {
                    matched = buffer[i] == "\r\n\r\n".charAt(matched) ? matched + 1 : buffer[i] == '\r' ? 1 : 0;
                    if (matched == 4) {
                        out.write(HELLO);
                        matched = 0;
                    }
                }
            }
        } catch (IOException ended) {
            System.err.println("connection ended: " + ended.getMessage());
        }
    }
}
