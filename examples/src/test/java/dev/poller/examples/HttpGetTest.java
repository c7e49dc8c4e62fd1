// SPDX-License-Identifier: Apache-2.0
package dev.poller.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpGetTest {
    @Test
    void pageIsPrinted() throws Exception {
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/page", exchange -> {
            byte[] page = "hello".getBytes(UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        web.start();
        Process client = ExampleProcess.start(
                HttpGet.class, "127.0.0.1", Integer.toString(web.getAddress().getPort()), "/page");
        try {
            String answer = new String(client.getInputStream().readAllBytes(), UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 200"), answer);
            assertTrue(answer.endsWith("hello"), answer);
            assertTrue(client.waitFor(20, TimeUnit.SECONDS));
            assertEquals(0, client.exitValue());
        } finally {
            client.destroyForcibly();
            web.stop(0);
        }
    }
}
