// SPDX-License-Identifier: Apache-2.0
package dev.poller.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.BufferedReader;
import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EchoServerTest {
    @Test
    void everyByteComesBack() throws Exception {
        Process server = ExampleProcess.start(EchoServer.class, "0");
        try (BufferedReader out = server.inputReader(UTF_8)) {
            String line = out.readLine();
            assertNotNull(line);
            int port = Integer.parseInt(line.substring("listening on port ".length()));
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
                client.setSoTimeout(20_000);
                byte[] message = "every byte".getBytes(UTF_8);
                client.getOutputStream().write(message);
                assertArrayEquals(message, client.getInputStream().readNBytes(message.length));
                client.shutdownOutput();
                assertEquals(-1, client.getInputStream().read());
            }
        } finally {
            server.destroyForcibly();
        }
    }
}
