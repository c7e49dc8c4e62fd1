// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.soak;

import dev.poller.blocking.Netpoll;
import dev.poller.trial.run.Crew;
import dev.poller.trial.run.Leftovers;
import dev.poller.trial.run.Tally;
import dev.poller.trial.run.TrialArguments;
import dev.poller.trial.traffic.Catalogue;
import dev.poller.trial.traffic.Pause;
import dev.poller.trial.traffic.SlowedTraffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;

/**
 * All traffic that there is, for long, in one runtime. Every few seconds no round runs for a moment, and what is open
 * then is what stays: no gauge may rise from the end of the first third to the end by more than its limit.
 */
public final class Soak {
    private static final List<String> QUICK = List.of(
            "tcp",
            "tcp-copied",
            "bulk",
            "unix",
            "javanet",
            "pipe",
            "udp",
            "unixgram",
            "seqpacket",
            "ended",
            "watch",
            "steady");
    private static final List<String> COSTLY = List.of("process", "killed");
    private static final long BETWEEN_COSTLY_MILLIS = 1000;
    private static final long SETTLE_MILLIS = 200;

    private final TrialArguments arguments;
    private final Tally tally = new Tally();
    private final Map<Gauge, List<Double>> values = new EnumMap<>(Gauge.class);
    private int hangs;

    private Soak(TrialArguments arguments) {
        this.arguments = arguments;
        for (Gauge gauge : Gauge.values()) {
            values.put(gauge, new ArrayList<>());
        }
    }

    /** Prints a line for each look and for each gauge. Status 1 if one rises, or if something hangs or is wrong. */
    public static int run(TrialArguments arguments) throws Exception {
        Soak soak = new Soak(arguments);
        Path directory = Files.createTempDirectory("poller-soak");
        Set<Integer> others = Leftovers.instances();
        try (Netpoll netpoll =
                Netpoll.options().scheduler(arguments.scheduler()).open()) {
            Set<Integer> own = Leftovers.instances();
            own.removeAll(others);
            soak.work(netpoll, directory, own);
        }
        Files.delete(directory);
        return soak.verdict();
    }

    private void work(Netpoll netpoll, Path directory, Set<Integer> instances) throws Exception {
        Crew crew = new Crew(netpoll, tally);
        Catalogue catalogue = new Catalogue(netpoll, directory, arguments.patience());
        for (String name : QUICK) {
            crew.add(name, catalogue.open(name), arguments.threads());
        }
        for (String name : COSTLY) {
            crew.add(name, new SlowedTraffic(catalogue.open(name), BETWEEN_COSTLY_MILLIS), 1);
        }
        crew.start();
        long end = System.nanoTime() + arguments.length().toNanos();
        long interval = arguments.interval().toNanos();
        for (long next = System.nanoTime() + interval; next < end && hangs == 0; next += interval) {
            while (System.nanoTime() < next && hangs == 0) {
                Pause.millis(20);
                hangs = crew.stuck(arguments.hang());
            }
            if (hangs == 0) {
                look(crew, instances);
            }
        }
        hangs += crew.stop(arguments.hang());
    }

    private void look(Crew crew, Set<Integer> instances) throws InterruptedException {
        Lock quiet = crew.quiet();
        quiet.lock();
        try {
            Pause.millis(SETTLE_MILLIS); // what serves the rounds ends a little later than they
            StringBuilder line = new StringBuilder();
            values.forEach((gauge, list) -> {
                list.add(gauge.read(instances));
                line.append(String.format(Locale.ROOT, " %8.1f", list.get(list.size() - 1)));
            });
            System.out.println(line + "   " + tally.rounds.sum() + " rounds");
        } finally {
            quiet.unlock();
        }
    }

    private int verdict() throws IOException {
        int looks = values.getOrDefault(Gauge.HEAP, List.of()).size();
        int warming = looks / 3;
        boolean good = hangs == 0 && tally.wrong.sum() == 0 && tally.unexpected.sum() == 0 && looks > 1;
        for (Map.Entry<Gauge, List<Double>> entry : values.entrySet()) {
            double rise = looks > 1 ? Slope.rise(entry.getValue().subList(warming, looks)) : 0;
            boolean rises = rise > entry.getKey().limit;
            good &= !rises;
            System.out.printf(
                    Locale.ROOT,
                    "%s: rises by %.2f, %s more than the %.0f it may%n",
                    entry.getKey().title,
                    rise,
                    rises ? "which is" : "not",
                    entry.getKey().limit);
        }
        if (looks > 1) {
            double minutes = arguments.interval().toMillis() * (looks - 1) / 60_000.0;
            Files.writeString(arguments.output(), SoakPlot.draw(values, warming, minutes));
        }
        tally.printReasons(arguments.reasons());
        System.out.printf(
                Locale.ROOT,
                "total rounds=%d failed=%d bytes=%d hangs=%d wrong=%d unexpected=%d%n",
                tally.rounds.sum(),
                tally.failed.sum(),
                tally.bytes.sum(),
                hangs,
                tally.wrong.sum(),
                tally.unexpected.sum());
        return good ? 0 : 1;
    }
}
