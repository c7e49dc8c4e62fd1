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
 * Measures the bad cases that are no load: in every round each contender once, the order rotated from round to round,
 * each time with a server of its own. A contender that breaks is left out of the rest of that case. One thread.
 */
final class BadCases {
    private final Settings settings;
    private final Results results;
    private final Progress progress;
    private final List<BadCase> all;

    BadCases(Settings settings, Tools tools, Results results, Progress progress) {
        this.settings = settings;
        this.results = results;
        this.progress = progress;
        WarmServers servers = new WarmServers(tools, settings.firstWarmUp(), results);
        Duration silence = Duration.ofMillis((long) (1000 * settings.silence()));
        this.all = List.of(
                new Storm(servers, tools),
                new Burst(servers, tools, silence),
                new Trickle(servers, tools, 2 * settings.seconds()),
                new Elsewhere(servers, tools, 2 * settings.seconds()),
                Quiet.idle(servers, silence.dividedBy(2)),
                Quiet.hangUp(servers, silence.dividedBy(2)));
    }

    void measure() throws InterruptedException {
        for (BadCase badCase : all) {
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
