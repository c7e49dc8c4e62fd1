// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.selftest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/** What came of one provider's suites. Confined to the thread that runs them. */
final class Outcome {
    private int passed;
    private final List<String> failed = new ArrayList<>();
    private final Map<String, Integer> skipped = new TreeMap<>();

    void add(TestEvent event) {
        switch (event.kind()) {
            case STARTED -> {}
            case PASSED -> passed++;
            case SKIPPED -> skipped.merge(String.valueOf(event.reason()), 1, Integer::sum);
            case FAILED -> failed.add(event.test() + ": " + event.reason());
        }
    }

    int passes() {
        return passed;
    }

    int failures() {
        return failed.size();
    }

    int skips() {
        return skipped.values().stream().mapToInt(Integer::intValue).sum();
    }

    String counts() {
        return total(List.of(this));
    }

    static String total(Collection<Outcome> outcomes) {
        return sum(outcomes, Outcome::passes) + " passed, " + sum(outcomes, Outcome::failures) + " failed, "
                + sum(outcomes, Outcome::skips) + " skipped";
    }

    private static int sum(Collection<Outcome> outcomes, ToIntFunction<Outcome> count) {
        return outcomes.stream().mapToInt(count).sum();
    }

    /** The failures, then the reasons for which tests were skipped, with their numbers. */
    List<String> details() {
        List<String> lines = new ArrayList<>();
        failed.forEach(failure -> lines.add("  failed: " + failure));
        skipped.forEach((reason, count) -> lines.add("  skipped " + count + ": " + reason));
        return lines;
    }
}
