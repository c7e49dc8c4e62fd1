// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.poller.blocking.Netpoll;
import dev.poller.javanet.PollerServerSocketFactory;
import dev.poller.system.HttpCaller.Answer;
import dev.poller.tck.Await;
import java.net.InetAddress;
import java.net.URI;
import java.util.Random;
import javax.net.SocketFactory;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Apache HttpCore's classic server, which knows nothing of Poller, over its server sockets. */
@Timeout(60)
final class HttpCoreIT {
    private static final int PATIENT = 20_000;

    @Test
    void whatItAcceptsIsOnPollerUntilItIsClosed() throws Exception {
        byte[] body = new byte[2_000_000];
        new Random(1).nextBytes(body);
        try (Netpoll netpoll = Netpoll.open()) {
            HttpServer server = echo(netpoll);
            server.start();
            try (HttpCaller first = caller(server.getLocalPort());
                    HttpCaller second = caller(server.getLocalPort())) {
                assertEchoes(first, body);
                assertEchoes(second, body);
                assertEquals(3, netpoll.registrations(), "the listener and what it has accepted");
                assertEchoes(first, body);
            } finally {
                server.close();
            }
            Await.until("no socket is left", () -> netpoll.registrations() == 0);
        }
    }

    private static HttpServer echo(Netpoll netpoll) {
        return ServerBootstrap.bootstrap()
                .setLocalAddress(InetAddress.getLoopbackAddress())
                .setCanonicalHostName("127.0.0.1")
                .setServerSocketFactory(new PollerServerSocketFactory(netpoll))
                .register("/echo", (request, response, context) -> {
                    byte[] given = EntityUtils.toByteArray(request.getEntity());
                    response.setEntity(new ByteArrayEntity(given, ContentType.APPLICATION_OCTET_STREAM));
                })
                .create();
    }

    /** On the JDK's sockets: this is about the server. */
    private static HttpCaller caller(int port) throws Exception {
        URI base = URI.create("http://127.0.0.1:" + port);
        return new HttpClient5Caller(new HttpRoute(SocketFactory.getDefault(), base, Trust.standard()), PATIENT);
    }

    private static void assertEchoes(HttpCaller caller, byte[] body) throws Exception {
        try (Answer answer = caller.put("/echo", body).ask()) {
            assertEquals(200, answer.status());
            assertArrayEquals(body, answer.body().readAllBytes());
        }
    }
}
