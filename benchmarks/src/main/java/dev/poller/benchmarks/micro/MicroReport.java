// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.micro;

import dev.poller.benchmarks.report.Environment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** The results of JMH as a Markdown document. One thread. */
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
        results.forEach(result -> text.append(row(result)));
        return text.toString();
    }

    private static String row(RunResult run) {
        BenchmarkParams benchmark = run.getParams();
        String[] name = benchmark.getBenchmark().split("\\.", -1);
        List<String> parameters = new ArrayList<>();
        for (String key : benchmark.getParamsKeys()) {
            parameters.add(key + "=" + benchmark.getParam(key));
        }
        Result<?> score = run.getPrimaryResult();
        Result<?> allocated = run.getSecondaryResults().get(ALLOCATED);
        return String.format(
                Locale.ROOT,
                "| %s.%s | %s | %.1f | %.1f | %s | %s |%n",
                name[name.length - 2],
                name[name.length - 1],
                String.join(" ", parameters),
                score.getScore(),
                score.getScoreError(),
                score.getScoreUnit(),
                allocated == null ? "" : String.format(Locale.ROOT, "%.1f", allocated.getScore()));
    }
}
