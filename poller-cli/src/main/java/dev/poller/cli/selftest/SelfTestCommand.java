// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.selftest;

import dev.poller.Candidate;
import dev.poller.PollerReport;
import dev.poller.cli.BuildVersion;
import dev.poller.cli.CommandFailedException;
import dev.poller.cli.Log;
import dev.poller.cli.SharedOptions;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The conformance suites on this machine. */
@Command(
        name = "selftest",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Run the conformance suites against every provider that works here, or the one given, and print"
                + " what passed, what failed, and what was skipped and why. Exit status 0 if something passed"
                + " and nothing failed.")
public final class SelfTestCommand implements Callable<Integer> {
    @Mixin
    private final SharedOptions shared = new SharedOptions();

    @Option(
            names = "--suite",
            split = ",",
            paramLabel = "NAME",
            converter = Suite.Converter.class,
            description = "Run only these suites: poller, virtual, platform, loops, unix, adopted, pipes, datagrams.")
    private List<Suite> suites = List.of();

    @Option(names = "--json", description = "Print one JSON object per line and event, as it happens.")
    private boolean json;

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
        SelfTestReport results = json ? new JsonReport(out()) : new TextReport(out());
        boolean sound = true;
        int passes = 0;
        for (Candidate candidate : candidates(report)) {
            if (candidate.probe().available()) {
                Outcome outcome = new Outcome();
                SelfTest.run(Suite.tests(suites), candidate.name(), progress, event -> {
                    outcome.add(event);
                    results.event(event);
                });
                results.tested(candidate.name(), outcome);
                // A provider may lack every kind of a suite, but then its tests are there, and were skipped.
                sound &= outcome.failures() == 0 && outcome.passes() + outcome.skips() > 0;
                passes += outcome.passes();
            } else {
                results.notTested(
                        candidate.name(), candidate.probe().unavailable().orElse("no reason given"));
            }
        }
        results.end();
        return sound && passes > 0 ? 0 : 1;
    }

    /** A provider that is forced is the only one meant. */
    private static List<Candidate> candidates(PollerReport report) {
        return report.candidates().stream()
                .filter(candidate -> report.forced().isEmpty()
                        || report.selected().filter(candidate.name()::equals).isPresent())
                .toList();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
