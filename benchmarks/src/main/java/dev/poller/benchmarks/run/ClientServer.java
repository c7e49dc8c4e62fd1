// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server that client libraries ask. Confined to the thread that measures.
 *
 * @param target as the client is to be told it
 * @param socket its Unix socket, or empty
 * @param stop ends it
 */
record ClientServer(String target, String socket, Runnable stop) implements AutoCloseable {
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long LOOK_AGAIN_MILLIS = 20;

    /** Starts one, and returns once it is ready. */
    static ClientServer start(List<String> line, Ready ready, String target, String socket)
            throws IOException, InterruptedException {
        Process process = Children.start(line);
        Output output = new Output(process.getInputStream());
        Output errors = new Output(process.getErrorStream());
        awaitReady(process, ready, output, errors);
        return new ClientServer(target, socket, () -> Children.stop(process));
    }

    /** Returns once it is ready; fails, and stops it, if it never is. */
    static void awaitReady(Process process, Ready ready, Output output, Output errors)
            throws IOException, InterruptedException {
        long begun = System.nanoTime();
        while (!ready.now()) {
            if (!process.isAlive() || System.nanoTime() - begun > START_NANOS) {
                Children.stop(process);
                String said = errors.awaitEnd() + output.awaitEnd();
                throw new ContenderFailedException(said.isEmpty() ? "the server does not start" : said);
            }
            Thread.sleep(LOOK_AGAIN_MILLIS);
        }
    }

    /** A port that nobody listens on, for a server that cannot be told to choose. */
    static int port() throws IOException {
        try (ServerSocket found = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return found.getLocalPort();
        }
    }

    /** Whether somebody listens there. */
    static boolean listens(int port) {
        try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return connected.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    /** What a contender's client is to be told. */
    String target(ClientContender contender) {
        return target + contender.target().replace("{socket}", socket);
    }

    @Override
    public void close() {
        stop.run();
    }

    /** Whether a server can be asked. */
    @FunctionalInterface
    interface Ready {
        boolean now() throws IOException, InterruptedException;
    }
}
