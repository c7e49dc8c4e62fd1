// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.poller.benchmarks.report.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs the benchmarks of JMH, always with the allocation rate. One thread. */
public final class Micro {
    private Micro() {}

    /**
     * Runs those whose name matches, each in a JVM of its own.
     *
     * @param regex for example {@code Binding}
     * @param quick short and few iterations
     * @param directory gets jmh.json and jmh.md
     * @param environment stands at the head of the latter
     * @param floor a program that measures the same calls in C; left out if it is not there
     * @throws IOException if none matches or one fails
     */
    public static void run(String regex, boolean quick, Path directory, Environment environment, Path floor)
            throws IOException {
        Files.createDirectories(directory);
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(regex)
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend("--enable-native-access=ALL-UNNAMED");
        if (quick) {
            TimeValue time = TimeValue.milliseconds(300);
            options.warmupIterations(2)
                    .warmupTime(time)
                    .measurementIterations(3)
                    .measurementTime(time);
        }
        try {
            List<String> fromC = output(floor);
            Collection<RunResult> results = new Runner(options.build()).run();
            Files.writeString(directory.resolve("jmh.md"), MicroReport.document(environment, fromC, results));
            Files.writeString(directory.resolve("jmh.json"), MicroReport.json(environment, fromC, results));
        } catch (RunnerException failure) {
            throw new IOException("JMH: " + failure.getMessage(), failure);
        }
    }

    private static List<String> output(Path program) throws IOException {
        if (!Files.isExecutable(program)) {
            return List.of();
        }
        Process process = new ProcessBuilder(program.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList();
    }
}
