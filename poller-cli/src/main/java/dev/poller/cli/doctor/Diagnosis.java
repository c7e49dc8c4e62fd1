// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.doctor;

import dev.poller.Candidate;
import dev.poller.PollerReport;
import dev.poller.cli.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the doctor found.
 *
 * @param report the selection
 * @param java the Java that runs
 * @param limits of this process
 * @param version of this application
 */
record Diagnosis(PollerReport report, Runtime.Version java, Limits limits, String version) {
    Optional<Candidate> selected() {
        return report.candidates().stream().filter(this::isSelected).findFirst();
    }

    boolean isSelected(Candidate candidate) {
        return report.selected().filter(candidate.name()::equals).isPresent();
    }

    /** Things that work badly here though nothing fails. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>(report.warnings());
        if (losesWakeUps(java)) {
            warnings.add("Java " + java + " can leave a virtual thread parked for ever after a timed wait"
                    + " (JDK-8369227); use 25.0.3 or later");
        }
        return warnings;
    }

    /** Java 25 before 25.0.3 and 26 before 26.0.1, as the bug's record says. */
    static boolean losesWakeUps(Runtime.Version java) {
        return switch (java.feature()) {
            case 25 -> java.interim() == 0 && java.update() < 3;
            case 26 -> java.interim() == 0 && java.update() < 1;
            default -> false;
        };
    }
}
