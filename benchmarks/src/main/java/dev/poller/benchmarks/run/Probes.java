// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import dev.poller.benchmarks.report.Spread;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures what is no load: how long {@code ./poller doctor} takes, and a wake-up while all carriers compute. */
final class Probes {
    /** Seconds. */
    static final String DOCTOR = "doctor seconds";
    /** 99 % of the wake-ups of a platform thread come within, in milliseconds. */
    static final String BUSY_CARRIERS = "busy carriers p99 wake-up milliseconds";

    private static final int TIMES = 5;

    private final Tools tools;
    private final Results results;
    private final Progress progress;

    Probes(Tools tools, Results results, Progress progress) {
        this.tools = tools;
        this.results = results;
        this.progress = progress;
    }

    void measure() throws InterruptedException {
        attempt(DOCTOR, this::doctor);
        attempt(BUSY_CARRIERS, this::busyCarriers);
    }

    private void attempt(String name, Probe probe) throws InterruptedException {
        try {
            double value = probe.measure();
            results.probed(name, value);
            progress.line(String.format("%s: %.3f", name, value));
        } catch (IOException failure) {
            results.omit(new Omission("poller", name, String.valueOf(failure.getMessage()), false));
        }
    }

    /** From a warm build: the first run does not count. */
    private double doctor() throws IOException, InterruptedException {
        Path script = tools.root().resolve("poller");
        if (!Files.exists(tools.root().resolve("poller-cli/target/app/poller-cli.jar"))) {
            throw new ContenderFailedException("the application is not built; ./poller doctor builds it");
        }
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i <= TIMES; i++) {
            long begun = System.nanoTime();
            Program.output(List.of(script.toString(), "doctor"));
            if (i > 0) {
                seconds.add((System.nanoTime() - begun) / 1e9);
            }
        }
        return Spread.of(seconds).median();
    }

    private double busyCarriers() throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(tools.java().toString()));
        line.addAll(Tools.JVM_OPTIONS);
        line.addAll(List.of("-cp", tools.classPath(), "dev.poller.benchmarks.server.BusyCarriers"));
        String said = Program.output(line);
        try {
            return Double.parseDouble(said);
        } catch (NumberFormatException malformed) {
            throw new ContenderFailedException("not a figure: " + said);
        }
    }

    @FunctionalInterface
    private interface Probe {
        double measure() throws IOException, InterruptedException;
    }
}
