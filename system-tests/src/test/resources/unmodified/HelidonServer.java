// SPDX-License-Identifier: Apache-2.0
import io.helidon.webserver.WebServer;

/** Helidon's web server. Says hello until it is ended. */
final class HelidonServer {
    public static void main(String[] arguments) {
        WebServer server = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .routing(routing -> routing.any((request, response) -> response.send("hello")))
                .build()
                .start();
        System.out.println("listening on " + server.port());
    }
}
