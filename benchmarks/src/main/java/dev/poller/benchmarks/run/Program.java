// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end. One thread. */
final class Program {
    private static final int PATIENCE_SECONDS = 120;

    private Program() {}

    /**
     * What a program has left behind.
     *
     * @param output the last line that it has printed
     * @param errors its lines on stderr, the last ones if there were many
     */
    record Ended(int status, String output, List<String> errors) {}

    /** Runs it to its end, whatever that is. */
    static Ended run(List<String> line) throws IOException, InterruptedException {
        Process process = Children.start(line);
        Output output = new Output(process.getInputStream());
        Output errors = new Output(process.getErrorStream());
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new ContenderFailedException(line.get(0) + " does not end");
            }
            String last = output.awaitEnd();
            errors.awaitEnd();
            return new Ended(process.exitValue(), last, errors.all());
        } finally {
            Children.stop(process);
        }
    }

    /** The last line that it prints. */
    static String output(List<String> line) throws IOException, InterruptedException {
        Ended ended = run(line);
        if (ended.status() != 0) {
            List<String> errors = ended.errors();
            throw new ContenderFailedException(
                    line.get(0) + ": " + (errors.isEmpty() ? "" : errors.get(errors.size() - 1)));
        }
        return ended.output();
    }

    /** The figures that it prints, as one JSON object, in its order. */
    static Map<String, Double> figures(List<String> line) throws IOException, InterruptedException {
        return parse(output(line));
    }

    static Map<String, Double> parse(String json) throws IOException {
        Map<String, Double> figures = new LinkedHashMap<>();
        for (Map.Entry<String, Object> entry : JSON.std.mapFrom(json).entrySet()) {
            if (!(entry.getValue() instanceof Number number)) {
                throw new ContenderFailedException("not a figure: " + entry);
            }
            figures.put(entry.getKey(), number.doubleValue());
        }
        return figures;
    }
}
