// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.poller.tck.Await;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** haproxy between a port of its own and another, both of the loopback address. Used by the test's thread. */
final class Haproxy {
    private final Path home;
    private final String mode;
    private final int target;
    private final int port;

    /**
     * Chooses the port.
     *
     * @param home takes its files
     * @param mode {@code tcp} for bytes, {@code http} for requests, which go to the target over connections that
     *     haproxy keeps
     * @param target where it connects to
     */
    Haproxy(Path home, String mode, int target) throws Exception {
        this.home = home;
        this.mode = mode;
        this.target = target;
        this.port = Scratch.port();
    }

    int port() {
        return port;
    }

    /** Starts it, at the same port each time, and waits until it listens; skips the test if there is none here. */
    RunningProcess start(Processes processes) throws Exception {
        Path configuration = Files.writeString(home.resolve("haproxy.cfg"), configuration());
        // In the foreground, so that ending it leaves none behind.
        RunningProcess process =
                processes.start("haproxy", List.of(Tool.find("haproxy"), "-db", "-f", configuration.toString()));
        Await.until("haproxy answers", () -> {
            process.assertRuns();
            return answers();
        });
        return process;
    }

    /** It does so once it listens everywhere; asking like this connects to nobody else. */
    private boolean answers() {
        try {
            return !ask("show info").isEmpty();
        } catch (IOException notYet) {
            return false;
        }
    }

    /**
     * Ends all its connections as they are, on both sides, and goes on. Not everything has been read or sent, so its
     * peers see an end, a reset or a broken pipe.
     */
    void endConnections() throws IOException {
        assertEquals("", ask("shutdown sessions server out/target").strip(), "what haproxy has against it");
    }

    private String ask(String command) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket()))) {
            channel.write(ByteBuffer.wrap((command + "\n").getBytes(US_ASCII)));
            // It answers one command and closes.
            return new String(Channels.newInputStream(channel).readAllBytes(), US_ASCII);
        }
    }

    private Path socket() {
        return home.resolve("haproxy.sock");
    }

    /** Its timeouts must be there, and are longer than a test. */
    private String configuration() {
        return """
                global
                    maxconn 500
                    stats socket %s level admin
                defaults
                    mode %s
                    timeout connect 10m
                    timeout client 10m
                    timeout server 10m
                frontend in
                    bind 127.0.0.1:%d
                    default_backend out
                backend out
                    server target 127.0.0.1:%d
                """.formatted(socket(), mode, port, target);
    }
}
