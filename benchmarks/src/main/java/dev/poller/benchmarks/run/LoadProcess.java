// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import dev.poller.benchmarks.load.LoadRequest;
import dev.poller.benchmarks.load.LoadResult;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A load generator at work. Confined to the thread that measures. */
final class LoadProcess implements AutoCloseable {
    private static final long CONNECT_MILLIS = 60_000;

    private final Process process;
    private final Output output;
    private final Output errors;
    private final LoadRequest request;

    private LoadProcess(Process process, LoadRequest request) {
        this.process = process;
        this.request = request;
        this.output = new Output(process.getInputStream());
        this.errors = new Output(process.getErrorStream());
    }

    /** Starts it; it opens its connections. */
    static LoadProcess start(List<String> generator, LoadRequest request) throws IOException {
        List<String> line = new ArrayList<>(generator);
        line.addAll(request.arguments());
        return new LoadProcess(Children.start(line), request);
    }

    /** Waits until all connections are open. */
    void awaitConnected() throws IOException, InterruptedException {
        String line = errors.awaitFirst(CONNECT_MILLIS);
        if (!line.startsWith("connected")) {
            throw new ContenderFailedException(line.isEmpty() ? "connecting takes too long" : line);
        }
    }

    /** Lets a paced generator begin. */
    void begin() throws IOException {
        OutputStream input = process.getOutputStream();
        input.write('\n');
        input.flush();
    }

    /** Waits for the result. A paced generator keeps its connections until it is closed. */
    LoadResult awaitResult() throws IOException, InterruptedException {
        long limit = CONNECT_MILLIS + (long) (1000 * (request.warmUp() + request.seconds()));
        if (request.paced()) {
            return parse(output.awaitFirst(limit));
        }
        if (!process.waitFor(limit, TimeUnit.MILLISECONDS)) {
            throw new ContenderFailedException("the load does not end");
        }
        return parse(output.awaitEnd());
    }

    private LoadResult parse(String line) throws IOException, InterruptedException {
        if (line.isEmpty()) {
            String said = errors.last();
            throw new ContenderFailedException(said.isEmpty() ? "the load ended without a result" : said);
        }
        return LoadResult.parse(line);
    }

    @Override
    public void close() {
        Children.stop(process);
    }
}
