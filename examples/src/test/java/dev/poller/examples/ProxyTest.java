// SPDX-License-Identifier: Apache-2.0
package dev.poller.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProxyTest {
    @Test
    void eachDirectionHasAnEndOfItsOwn() throws Exception {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket target = new ServerSocket(0, 1, here)) {
            Process proxy = ExampleProcess.start(Proxy.class, "0", here.getHostAddress(), "" + target.getLocalPort());
            try (BufferedReader out = proxy.inputReader(UTF_8)) {
                String line = out.readLine();
                assertNotNull(line);
                int port = Integer.parseInt(line.substring("listening on port ".length()));
                try (Socket client = new Socket(here, port);
                        Socket server = target.accept()) {
                    client.getOutputStream().write("a question".getBytes(UTF_8));
                    client.shutdownOutput();
                    assertEquals(
                            "a question", new String(server.getInputStream().readAllBytes(), UTF_8));
                    server.getOutputStream().write("the answer".getBytes(UTF_8));
                    server.shutdownOutput();
                    assertEquals(
                            "the answer", new String(client.getInputStream().readAllBytes(), UTF_8));
                }
            } finally {
                proxy.destroyForcibly();
            }
        }
    }
}
