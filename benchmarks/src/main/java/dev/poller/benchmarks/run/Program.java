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

    /** The last line that it prints. */
    static String output(List<String> line) throws IOException, InterruptedException {
        Process process = Children.start(line);
        Output output = new Output(process.getInputStream());
        Output errors = new Output(process.getErrorStream());
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new ContenderFailedException(line.get(0) + " does not end");
            }
            if (process.exitValue() != 0) {
                throw new ContenderFailedException(line.get(0) + ": " + errors.awaitEnd());
            }
            return output.awaitEnd();
        } finally {
            Children.stop(process);
        }
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
