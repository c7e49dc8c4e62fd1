// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Measures those bad cases that are no load: in every round each contender once, the order rotated from round to
 * round, each time with a server of its own. A contender that breaks is left out of the rest of that case. One
 * thread.
 */
public final class BadCases {
    /** Each by its name, in the order of measurement. */
    public static final List<String> NAMES = List.of(
            "storm",
            "burst",
            "trickle",
            "elsewhere",
            "idle-connections",
            "unread-hang-up",
            "bulk-8-light-20",
            "bulk-300-light-20");

    private final Settings settings;
    private final Results results;
    private final Progress progress;
    private final List<BadCase> chosen;

    BadCases(Settings settings, Tools tools, Results results, Progress progress) {
        this.settings = settings;
        this.results = results;
        this.progress = progress;
        WarmServers servers = new WarmServers(tools, settings.firstWarmUp(), results);
        Duration silence = Duration.ofMillis((long) (1000 * settings.silence()));
        this.chosen = all(servers, tools, silence, 2 * settings.seconds()).stream()
                .filter(badCase -> settings.badCases().contains(badCase.name()))
                .toList();
    }

    /** Those with this name, or with names that begin with it and a hyphen: {@code bulk} is both of the bulk cases. */
    public static List<String> named(String name) {
        return NAMES.stream()
                .filter(known -> known.equals(name) || known.startsWith(name + "-"))
                .toList();
    }

    static List<BadCase> all(WarmServers servers, Tools tools, Duration silence, double seconds) {
        return List.of(
                new Storm(servers, tools),
                new Burst(servers, tools, silence),
                new Trickle(servers, tools, seconds),
                new Elsewhere(servers, tools, seconds),
                Quiet.idle(servers, silence.dividedBy(2)),
                Quiet.hangUp(servers, silence.dividedBy(2)),
                new BulkAndLight(servers, tools, seconds, 8),
                new BulkAndLight(servers, tools, seconds, 300));
    }

    void measure() throws InterruptedException {
        for (BadCase badCase : chosen) {
            measure(badCase);
        }
    }

    private void measure(BadCase badCase) throws InterruptedException {
        Set<Contender> out = new HashSet<>();
        for (int round = 1; round <= settings.rounds(); round++) {
            List<Contender> order = new ArrayList<>(settings.contenders());
            Collections.rotate(order, round - 1);
            for (Contender contender : order) {
                if (!out.contains(contender) && !attempt(badCase, contender, round)) {
                    out.add(contender);
                }
            }
        }
    }

    private boolean attempt(BadCase badCase, Contender contender, int round) throws InterruptedException {
        String unfit = contender.unfit(badCase.connections());
        if (!unfit.isEmpty()) {
            omit(new Omission(contender.name(), badCase.name(), unfit, false));
            return false;
        }
        try {
            BadCaseSample sample =
                    new BadCaseSample(badCase.name(), contender.name(), round, badCase.measure(contender));
            results.add(sample);
            progress.line(String.format(
                    "%-18s round %d/%d  %-15s %s",
                    badCase.name(), round, settings.rounds(), contender.name(), sample.figures()));
            return true;
        } catch (IOException failure) {
            omit(new Omission(contender.name(), badCase.name(), String.valueOf(failure.getMessage()), round > 1));
            return false;
        }
    }

    private void omit(Omission omission) {
        results.omit(omission);
        progress.line(omission.line());
    }
}
