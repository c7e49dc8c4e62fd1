// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import dev.poller.benchmarks.server.Route;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A contender's server that is up. Confined to the thread that measures. */
final class ServerProcess implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("listening on (?:127\\.0\\.0\\.1|unix):(\\d+) ?(.*)");
    private static final long START_MILLIS = 15_000;

    private final Process process;
    private final Output output;
    private final Output errors;
    private final int port;
    private final String detail;

    private ServerProcess(Process process, Output output, Output errors, int port, String detail) {
        this.process = process;
        this.output = output;
        this.errors = errors;
        this.port = port;
        this.detail = detail;
    }

    /**
     * Starts a server and waits until it listens.
     *
     * @throws ContenderFailedException if it does not; with its last line on stderr
     */
    static ServerProcess start(List<String> line) throws IOException, InterruptedException {
        Process process = Children.start(line);
        Output output = new Output(process.getInputStream());
        Output errors = new Output(process.getErrorStream());
        Matcher listening = LISTENING.matcher(output.awaitFirst(START_MILLIS));
        if (!listening.matches()) {
            Children.stop(process);
            String said = errors.awaitEnd();
            throw new ContenderFailedException(said.isEmpty() ? "it did not start" : said);
        }
        return new ServerProcess(process, output, errors, Integer.parseInt(listening.group(1)), listening.group(2));
    }

    /**
     * Starts a server that says nothing, and waits until it listens on this port.
     *
     * @throws ContenderFailedException if it does not; with its last line on stderr
     */
    static ServerProcess start(List<String> line, int port) throws IOException, InterruptedException {
        Process process = Children.start(line);
        Output output = new Output(process.getInputStream());
        Output errors = new Output(process.getErrorStream());
        ClientServer.awaitReady(process, () -> ClientServer.listens(port), output, errors);
        return new ServerProcess(process, output, errors, port, "");
    }

    int port() {
        return port;
    }

    /** What it says of itself, for example {@code provider=epoll binding=jna}. */
    String detail() {
        return detail;
    }

    long pid() {
        return process.pid();
    }

    private long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", String.valueOf(pid()), "fd"))) {
            return open.count();
        }
    }

    /** Waits until it holds so many: a connection may be open for its peer before the server has taken it. */
    void awaitDescriptors(int count) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (descriptors() < count) {
            if (System.nanoTime() - end > 0) {
                throw new ContenderFailedException("it does not accept all connections; " + state());
            }
            Thread.sleep(20);
        }
    }

    /** Has one that counts forget what it has counted. */
    void beginAnew() throws IOException {
        OutputStream input = process.getOutputStream();
        input.write('\n');
        input.flush();
    }

    /** Ends one that counts; the line that it says at last. */
    String awaitCount() throws IOException, InterruptedException {
        process.getOutputStream().close();
        String said = output.awaitEnd();
        if (LISTENING.matcher(said).matches()) {
            throw new ContenderFailedException("it counts without end; " + state());
        }
        return said;
    }

    /** What has become of it, in one line. */
    String state() {
        String ended = process.isAlive() ? "" : "the server ended with status " + process.exitValue() + "; ";
        String said = errors.last();
        return ended + (said.isEmpty() ? "the server said nothing" : "the server's last line: " + said);
    }

    /** The file of a Unix socket goes too: not every contender deletes it. */
    @Override
    public void close() {
        Children.stop(process);
        try {
            Files.deleteIfExists(Route.socketFile(port));
        } catch (IOException refused) {
            System.err.println("benchmarks: " + refused.getMessage());
        }
    }
}
