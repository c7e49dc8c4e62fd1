// SPDX-License-Identifier: Apache-2.0
package dev.poller.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HttpsGetTest {
    private static final String PASSWORD = "changeit";
    private static final String PAGE = "hello".repeat(20_000); // More than one record of TLS.

    @Test
    void pageIsPrinted(@TempDir Path directory) throws Exception {
        Path keys = keys(directory);
        try (ServerSocket server =
                context(keys).getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> asked = CompletableFuture.supplyAsync(() -> serve(server));
            Process client = start(keys, server.getLocalPort());
            try {
                String answer = new String(client.getInputStream().readAllBytes(), UTF_8);
                assertEquals("HTTP/1.0 200 OK\r\n\r\n" + PAGE, answer);
                assertTrue(client.waitFor(20, TimeUnit.SECONDS));
                assertEquals(0, client.exitValue());
                assertEquals("GET /page HTTP/1.0", asked.get(20, TimeUnit.SECONDS));
            } finally {
                client.destroyForcibly();
            }
        }
    }

    private static Process start(Path keys, int port) throws IOException {
        List<String> line = ExampleProcess.line(HttpsGet.class, "localhost", Integer.toString(port), "/page");
        line.add(1, "-Djavax.net.ssl.trustStore=" + keys);
        line.add(1, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
        return ExampleProcess.start(line);
    }

    private static String serve(ServerSocket server) {
        try (Socket connection = server.accept()) {
            BufferedReader in = new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
            String request = in.readLine();
            while (!in.readLine().isEmpty()) {}
            connection.getOutputStream().write(("HTTP/1.0 200 OK\r\n\r\n" + PAGE).getBytes(UTF_8));
            return request;
        } catch (IOException failure) {
            return failure.toString();
        }
    }

    private static SSLContext context(Path keys) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        return context;
    }

    private static Path keys(Path directory) throws Exception {
        Path keys = directory.resolve("keys.p12");
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        line.addAll(List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost"));
        line.addAll(List.of("-keystore", keys.toString(), "-storepass", PASSWORD, "-storetype", "PKCS12"));
        Process keytool = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertTrue(keytool.waitFor(60, TimeUnit.SECONDS));
        return keys;
    }
}
