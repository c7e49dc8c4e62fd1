// SPDX-License-Identifier: Apache-2.0
import java.net.InetAddress;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** Apache HttpCore's classic server. Says hello until it is ended. */
final class HttpCoreServer {
    public static void main(String[] arguments) throws Exception {
        HttpServer server = ServerBootstrap.bootstrap()
                .setLocalAddress(InetAddress.getLoopbackAddress())
                .setCanonicalHostName("127.0.0.1")
                .register("*", (request, response, context) ->
                        response.setEntity(new StringEntity("hello", ContentType.TEXT_PLAIN)))
                .create();
        server.start();
        System.out.println("listening on " + server.getLocalPort());
        Thread.currentThread().join();
    }
}
