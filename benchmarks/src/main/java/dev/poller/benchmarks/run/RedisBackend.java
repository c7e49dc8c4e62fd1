// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import dev.poller.benchmarks.server.Exchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The Redis that servers ask, with the one value that the load expects. Stateless. */
final class RedisBackend {
    /** Bytes of the value; pattern.h says the same. */
    private static final int VALUE = 64;

    private static final String OK = "+OK\r\n";

    private RedisBackend() {}

    /**
     * Starts it on the load's CPU, and returns once it has the value.
     *
     * @throws ContenderFailedException if it is not installed or does not start; the message is one line
     */
    static ServerProcess start(Placement placement) throws IOException, InterruptedException {
        int port = ClientServer.port();
        List<String> line = new ArrayList<>(Tools.prefix(placement.loadPrefix()));
        line.add(ClientServers.find("redis-server", List.of()));
        line.addAll(List.of("--port", String.valueOf(port), "--bind", "127.0.0.1", "--save", ""));
        line.addAll(List.of("--appendonly", "no", "--dir", System.getProperty("java.io.tmpdir")));
        ServerProcess server = ServerProcess.start(line, port);
        try {
            store(port, new Exchange(VALUE, VALUE, 0).replyBytes());
            return server;
        } catch (IOException failure) {
            server.close();
            throw failure;
        }
    }

    private static void store(int port, byte[] value) throws IOException {
        ByteArrayOutputStream command = new ByteArrayOutputStream();
        command.writeBytes(ascii("*3\r\n$3\r\nSET\r\n$3\r\nkey\r\n$" + value.length + "\r\n"));
        command.writeBytes(value);
        command.writeBytes(ascii("\r\n"));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(command.toByteArray());
            byte[] said = socket.getInputStream().readNBytes(OK.length());
            if (!OK.equals(new String(said, StandardCharsets.US_ASCII))) {
                throw new ContenderFailedException("Redis does not take the value");
            }
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
