// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.doctor;

import dev.poller.Candidate;
import dev.poller.Capability;
import dev.poller.blocking.ThreadKind;
import dev.poller.cli.Limits;
import dev.poller.spi.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The diagnosis as a person reads it. */
final class DiagnosisText {
    private static final String CONTINUED = "           ";

    private DiagnosisText() {}

    static String of(Diagnosis diagnosis) {
        List<String> lines = new ArrayList<>();
        lines.add("version    " + diagnosis.version());
        lines.add("platform   " + diagnosis.report().platform());
        lines.add("java       " + java(diagnosis));
        diagnosis.report().forced().ifPresent(forced -> lines.add("forced     " + forced));
        lines.add("provider   " + provider(diagnosis));
        lines.add("limits     " + limits(diagnosis.limits()));
        for (Candidate candidate : diagnosis.report().candidates()) {
            lines.add("");
            describe(candidate, lines);
        }
        diagnosis.report().failure().ifPresent(failure -> lines.add("\nfailure: " + failure));
        diagnosis.warnings().forEach(warning -> lines.add("\nwarning: " + warning));
        return String.join("\n", lines);
    }

    private static String java(Diagnosis diagnosis) {
        return diagnosis.java() + ", " + System.getProperty("java.vendor") + ", "
                + (ThreadKind.VIRTUAL.available() ? "with" : "without") + " virtual threads";
    }

    private static String provider(Diagnosis diagnosis) {
        return diagnosis
                .selected()
                .map(found -> found.name() + ", binding " + found.probe().binding())
                .orElse("none");
    }

    private static String limits(Limits limits) {
        return number(limits.softOpenFiles()) + " open files (at most " + number(limits.hardOpenFiles()) + "), "
                + number(limits.maxUserWatches()) + " epoll registrations of one user";
    }

    private static String number(OptionalLong value) {
        return value.isPresent() ? Long.toString(value.getAsLong()) : "unknown";
    }

    private static void describe(Candidate candidate, List<String> lines) {
        Probe probe = candidate.probe();
        String found = probe.unavailable()
                .map(reason -> "not available: " + reason)
                .orElse("available, priority " + candidate.priority() + ", binding " + probe.binding());
        lines.add(String.format("%-10s %s", candidate.name(), found));
        if (!probe.capabilities().isEmpty()) {
            lines.add(CONTINUED
                    + probe.capabilities().stream().map(Capability::name).collect(Collectors.joining(" ")));
        }
        probe.systemCalls().forEach((call, answer) -> lines.add(CONTINUED + call + ": " + answer));
    }
}
