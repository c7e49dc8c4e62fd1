// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.micro;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.poller.benchmarks.report.Environment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** The results of JMH as documents; JMH's own would name the directories of this machine. One thread. */
final class MicroReport {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private MicroReport() {}

    /**
     * The whole document.
     *
     * @param floor what calls.c has printed
     */
    static String document(Environment environment, List<String> floor, Collection<RunResult> results) {
        StringBuilder text = new StringBuilder("# What the parts cost\n\n");
        environment.facts().forEach((name, value) -> text.append("* " + name + ": " + value + "\n"));
        if (!floor.isEmpty()) {
            text.append("\nThe calls of BindingBenchmark from C:\n\n");
            floor.forEach(line -> text.append("    " + line + "\n"));
        }
        text.append("\n| benchmark | parameters | time | error | unit | B/op |\n|---|---|--:|--:|---|--:|\n");
        results.stream()
                .map(MicroReport::row)
                .forEach(row -> text.append(String.format(
                        Locale.ROOT,
                        "| %s | %s | %.1f | %.1f | %s | %.1f |%n",
                        row.benchmark(),
                        row.parameters(),
                        row.score(),
                        row.error(),
                        row.unit(),
                        row.allocated())));
        return text.toString();
    }

    /** The same for programs. */
    static String json(Environment environment, List<String> floor, Collection<RunResult> results) throws IOException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("environment", environment.facts());
        document.put("floor", floor);
        document.put("results", results.stream().map(MicroReport::row).toList());
        return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(document) + "\n";
    }

    /** One benchmark with one set of parameters; a record that is written as it is. */
    record Row(String benchmark, String parameters, double score, double error, String unit, double allocated) {}

    private static Row row(RunResult run) {
        BenchmarkParams benchmark = run.getParams();
        String[] name = benchmark.getBenchmark().split("\\.", -1);
        List<String> parameters = new ArrayList<>();
        for (String key : benchmark.getParamsKeys()) {
            parameters.add(key + "=" + benchmark.getParam(key));
        }
        Result<?> score = run.getPrimaryResult();
        Result<?> allocated = run.getSecondaryResults().get(ALLOCATED);
        return new Row(
                name[name.length - 2] + "." + name[name.length - 1],
                String.join(" ", parameters),
                score.getScore(),
                score.getScoreError(),
                score.getScoreUnit(),
                allocated == null ? Double.NaN : allocated.getScore());
    }
}
