// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.selftest;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** For people: nothing as it happens, for that is what stderr tells, and the results of all providers at the end. */
final class TextReport implements SelfTestReport {
    private final PrintWriter out;
    private final List<String> lines = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    TextReport(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void event(TestEvent event) {}

    @Override
    public void tested(String provider, Outcome outcome) {
        lines.add(provider + ": " + outcome.counts());
        lines.addAll(outcome.details());
        outcomes.add(outcome);
    }

    @Override
    public void notTested(String provider, String reason) {
        lines.add(provider + ": not tested, not available: " + reason);
    }

    @Override
    public void end() {
        lines.forEach(out::println);
        out.println("total: " + Outcome.total(outcomes));
    }
}
