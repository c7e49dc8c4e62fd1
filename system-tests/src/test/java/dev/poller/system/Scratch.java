// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Files to send and ports to listen on. Any thread may call. */
final class Scratch {
    private Scratch() {}

    /** A file of bytes that nothing compresses, the same in every run. */
    static Path file(Path file, int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return Files.write(file, bytes);
    }

    /** A port that nobody listens on, for a server that cannot be told to choose. */
    static int port() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Fails with the place of the first difference. */
    static void assertSame(Path expected, Path actual) throws IOException {
        assertEquals(
                -1,
                Files.mismatch(expected, actual),
                () -> "the first byte in which " + actual.getFileName() + " differs from " + expected.getFileName());
    }
}
