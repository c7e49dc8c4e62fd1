// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.selftest;

import dev.poller.Candidate;
import dev.poller.PollerReport;
import dev.poller.cli.BuildVersion;
import dev.poller.cli.CommandFailedException;
import dev.poller.cli.Log;
import dev.poller.cli.SharedOptions;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The conformance suites on this machine. */
@Command(
        name = "selftest",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Run the conformance suites against every provider that works here, or the one given, and print"
                + " what passed, failed, and was skipped for which reason. Exit status 0 if nothing failed.")
public final class SelfTestCommand implements Callable<Integer> {
    @Mixin
    private final SharedOptions shared = new SharedOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailedException {
        PollerReport report = shared.report();
        if (report.selected().isEmpty()) {
            throw new CommandFailedException(report.failure().orElse("no provider works here"), null);
        }
        Log progress = new Log(spec.commandLine().getErr(), shared.verbose());
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        for (Candidate candidate : candidates(report)) {
            if (candidate.probe().available()) {
                outcomes.put(candidate.name(), SelfTest.run(SelfTest.SUITES, candidate.name(), progress));
            }
        }
        print(report, outcomes);
        boolean sound = outcomes.values().stream().allMatch(one -> one.failures() == 0 && one.passes() > 0);
        return sound ? 0 : 1;
    }

    /** A provider that is forced is the only one meant. */
    private static List<Candidate> candidates(PollerReport report) {
        return report.candidates().stream()
                .filter(candidate -> report.forced().isEmpty()
                        || report.selected().filter(candidate.name()::equals).isPresent())
                .toList();
    }

    private void print(PollerReport report, Map<String, Outcome> outcomes) {
        PrintWriter out = spec.commandLine().getOut();
        for (Candidate candidate : candidates(report)) {
            Outcome outcome = outcomes.get(candidate.name());
            if (outcome == null) {
                out.println(candidate.name() + ": not tested, not available: "
                        + candidate.probe().unavailable().orElse("no reason given"));
                continue;
            }
            out.println(candidate.name() + ": " + outcome.counts());
            outcome.details().forEach(out::println);
        }
        out.println("total: " + Outcome.total(outcomes.values()));
    }
}
