// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.poller.benchmarks.report.Environment;
import dev.poller.benchmarks.run.ClientSettings;
import dev.poller.benchmarks.run.Settings;
import dev.poller.benchmarks.run.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds out where and how it is measured. One thread. */
final class EnvironmentFacts {
    private EnvironmentFacts() {}

    /** Where, and how the load is made. */
    static Environment gather(Settings settings, Tools tools, List<String> arguments) throws IOException {
        Map<String, String> facts =
                new LinkedHashMap<>(machine(tools, arguments).facts());
        facts.put("load generator", Files.isExecutable(tools.compiled().resolve("load")) ? "C" : "Java");
        facts.put("rounds", String.valueOf(settings.rounds()));
        facts.put(
                "seconds",
                settings.seconds() + " measured, after a warm-up of " + settings.firstWarmUp()
                        + " the first time and " + settings.warmUp() + " later"
                        + (settings.fresh() ? "; servers started anew for each measurement" : ""));
        facts.put("JVM options", String.join(" ", Tools.JVM_OPTIONS));
        return new Environment(facts);
    }

    /** Where, and on which Java and threads client libraries are measured. */
    static Environment clients(ClientSettings settings, Tools tools, List<String> arguments) throws IOException {
        Map<String, String> facts =
                new LinkedHashMap<>(machine(tools, arguments).facts());
        facts.put("java", settings.java().name());
        facts.put("threads", settings.threads().label());
        facts.put("Poller's binding", settings.java().binding());
        facts.put("rounds", String.valueOf(settings.rounds()));
        facts.put("seconds", settings.seconds() + " measured, after a warm-up of " + settings.warmUp());
        facts.put("JVM options", String.join(" ", Tools.JVM_OPTIONS));
        return new Environment(facts);
    }

    /** Where, as things are now. */
    static Environment machine(Tools tools, List<String> arguments) throws IOException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("commit", commit(tools.root()));
        facts.put("cpu", cpu() + ", " + Runtime.getRuntime().availableProcessors() + " CPUs");
        facts.put(
                "kernel",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        facts.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        facts.put("options", arguments.isEmpty() ? "none" : String.join(" ", withoutOutput(arguments)));
        facts.put("load average at the start", firstLine(Path.of("/proc/loadavg")));
        return new Environment(facts);
    }

    /** Where the results go is nobody's business who reads them. */
    private static List<String> withoutOutput(List<String> arguments) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (arguments.get(i).equals("--output")) {
                i++;
            } else if (!arguments.get(i).startsWith("--output=")) {
                kept.add(arguments.get(i));
            }
        }
        return kept;
    }

    private static String cpu() throws IOException {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(info)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(info).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    private static String firstLine(Path file) throws IOException {
        return Files.isReadable(file) ? Files.readAllLines(file).get(0) : "unknown";
    }

    /** With a word if the sources have been changed since. */
    private static String commit(Path root) {
        String commit = git(root, "rev-parse", "--short=12", "HEAD");
        String changes = git(root, "status", "--porcelain", "--untracked-files=no");
        return commit.isEmpty() ? "unknown" : commit + (changes.isEmpty() ? "" : " with changes");
    }

    private static String git(Path root, String... arguments) {
        List<String> line = new ArrayList<>(List.of("git", "-C", root.toString()));
        line.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(line)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        } catch (IOException absent) {
            return ""; // No git, or no repository: the commit is then "unknown".
        }
    }
}
