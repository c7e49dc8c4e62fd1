// SPDX-License-Identifier: Apache-2.0
package dev.poller.system.container;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;

/**
 * Whether there is a Docker engine to run containers on. None is a reason to skip; one that is there and does not work
 * is a failure.
 *
 * @param usable true if containers can be run
 * @param broken true if something answers, and not as an engine does
 * @param reason why it is not usable
 */
record Engine(boolean usable, boolean broken, String reason) {
    private static final Path SOCKET = Path.of("/var/run/docker.sock");
    private static final int LIMIT_SECONDS = 20;

    /** Asked once: an engine that hangs is not asked by every test. */
    private static final class Found {
        static final Engine ENGINE = find();
    }

    static Engine found() {
        return Found.ENGINE;
    }

    private static Engine find() {
        Optional<Engine> sick = ask(SOCKET).filter(Engine::broken);
        if (sick.isPresent()) {
            return sick.get();
        }
        try {
            DockerClientFactory.instance().client();
            return new Engine(true, false, "");
        } catch (RuntimeException failure) {
            return new Engine(false, false, "no Docker engine runs here: " + failure.getMessage());
        }
    }

    /** Pings an engine's socket; empty if there is none, or nobody listens. */
    static Optional<Engine> ask(Path socket) {
        if (!Files.exists(socket)) {
            return Optional.empty();
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            try {
                channel.connect(UnixDomainSocketAddress.of(socket));
            } catch (IOException nobody) {
                return Optional.empty();
            }
            String answer = CompletableFuture.supplyAsync(() -> ping(channel))
                    .completeOnTimeout("", LIMIT_SECONDS, TimeUnit.SECONDS)
                    .join();
            if (answer.startsWith("HTTP/1.1 200")) {
                return Optional.of(new Engine(true, false, ""));
            }
            String first = answer.lines().findFirst().orElse("nothing within " + LIMIT_SECONDS + " s");
            return Optional.of(
                    new Engine(false, true, "the Docker engine at " + socket + " answers a ping with " + first));
        } catch (IOException | CompletionException failure) {
            return Optional.of(
                    new Engine(false, true, "the Docker engine at " + socket + " breaks off: " + failure.getMessage()));
        }
    }

    private static String ping(SocketChannel channel) {
        try {
            channel.write(ByteBuffer.wrap("GET /_ping HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer answer = ByteBuffer.allocate(4096);
            while (channel.read(answer) > 0) {
                // To the end, or as much as fits.
            }
            return StandardCharsets.US_ASCII.decode(answer.flip()).toString();
        } catch (IOException failure) {
            throw new CompletionException(failure);
        }
    }
}
