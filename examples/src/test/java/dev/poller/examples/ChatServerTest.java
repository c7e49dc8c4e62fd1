// SPDX-License-Identifier: Apache-2.0
package dev.poller.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
class ChatServerTest {
    private static final String PROBE = "are you there?";

    @Test
    void theOthersReadWhatOneWrites() throws Exception {
        Process server = ExampleProcess.start(ChatServer.class, "0");
        try (BufferedReader out = server.inputReader(UTF_8)) {
            int port = port(out);
            try (Member ann = new Member(port);
                    Member bob = new Member(port)) {
                ann.meets(bob);
                bob.meets(ann);
                ann.write("hello");
                assertEquals(Optional.of("hello"), bob.read());
                bob.write("hello, Ann");
                assertEquals(Optional.of("hello, Ann"), ann.read());
            }
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no SIGTERM")
    void onSigtermTheConnectionsEnd() throws Exception {
        Process server = ExampleProcess.start(ChatServer.class, "0");
        try (BufferedReader out = server.inputReader(UTF_8)) {
            int port = port(out);
            try (Member ann = new Member(port);
                    Member bob = new Member(port)) {
                ann.meets(bob);
                server.destroy();
                assertEquals(Optional.empty(), ann.read());
                assertEquals(Optional.empty(), bob.read());
            }
            assertEquals(128 + 15, server.waitFor());
        } finally {
            server.destroyForcibly();
        }
    }

    private static int port(BufferedReader out) throws IOException {
        String line = out.readLine();
        assertNotNull(line);
        return Integer.parseInt(line.substring("listening on port ".length()));
    }

    private static final class Member implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader lines;

        Member(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        }

        void write(String line) throws IOException {
            socket.getOutputStream().write((line + "\n").getBytes(UTF_8));
        }

        /** The next line that is no probe, if there is one before the end. */
        Optional<String> read() {
            return lines.lines().filter(line -> !line.equals(PROBE)).findFirst();
        }

        /** Writes until the other reads it: both are members from some moment after they have connected. */
        void meets(Member other) throws IOException {
            other.socket.setSoTimeout(50);
            boolean met = false;
            while (!met) {
                write(PROBE);
                try {
                    met = PROBE.equals(other.lines.readLine());
                } catch (SocketTimeoutException notYet) {
                    met = false;
                }
            }
            other.socket.setSoTimeout(0);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
