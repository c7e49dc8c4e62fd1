// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Scheduler;
import dev.poller.trial.run.Crew;
import dev.poller.trial.run.Leftovers;
import dev.poller.trial.run.Tally;
import dev.poller.trial.run.TrialArguments;
import dev.poller.trial.traffic.Catalogue;
import dev.poller.trial.traffic.Pause;
import dev.poller.trial.traffic.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Runs of traffic under faults that somebody else brings about. Each has a runtime of its own, on the JDK's scheduler
 * and on carrier loops in turn; at its end no descriptor and no registration may be left.
 */
final class FaultRuns {
    /** The first run, which loads classes and compiles, and of which nothing is said. */
    private static final String WARMING = "warming";

    private final TrialArguments arguments;
    private long hangs;
    private long leaks;
    private final Tally sum = new Tally();

    private FaultRuns(TrialArguments arguments) {
        this.arguments = arguments;
    }

    /** Prints a line for each run, and one for all. Status 1 if something hangs, is left, or is wrong. */
    static int run(TrialArguments arguments) throws Exception {
        FaultRuns runs = new FaultRuns(arguments);
        runs.all();
        return runs.verdict();
    }

    @SuppressWarnings("try") // that it is there is all that is wanted of the ballast
    private void all() throws Exception {
        once(WARMING, new Tally());
        hangs = 0;
        leaks = 0;
        sum.reset();
        arguments.tellReady();
        try (Ballast ballast = Ballast.of(arguments.ballast())) {
            for (int number = 1; number <= arguments.runs() && hangs == 0; number++) {
                once("run " + number, sum);
            }
        }
    }

    private void once(String name, Tally tally) throws Exception {
        Path directory = Files.createTempDirectory("poller-trial");
        Map<String, Long> before = Leftovers.descriptors();
        Set<Integer> others = Leftovers.instances();
        long rounds = tally.rounds.sum();
        try (Netpoll netpoll = open(name)) {
            Set<Integer> own = Leftovers.instances();
            own.removeAll(others);
            Map<String, Long> registered = Leftovers.watched(own);
            work(netpoll, directory, tally, name.equals(WARMING));
            if (hangs == 0 && arguments.countsRegistrations()) {
                leaks += Leftovers.beyond(registered, () -> Leftovers.watched(own));
            }
        }
        if (hangs == 0) {
            leaks += Leftovers.beyond(before, Leftovers::descriptors);
        }
        delete(directory);
        System.out.printf(Locale.ROOT, "%s: %d rounds%n", name, tally.rounds.sum() - rounds);
    }

    /** A fault may be one of opening. */
    private Netpoll open(String name) throws IOException {
        Scheduler scheduler = arguments.schedulerOf(name);
        for (int attempt = 1; ; attempt++) {
            try {
                return Netpoll.options().scheduler(scheduler).open();
            } catch (IOException | OutOfMemoryError failed) { // the latter says that there is no thread
                if (attempt == TrialArguments.MOST_ATTEMPTS) {
                    throw failed;
                }
                Pause.afterAFailure();
            }
        }
    }

    @SuppressWarnings("try") // the garbage is made beside the work
    private void work(Netpoll netpoll, Path directory, Tally tally, boolean warming) throws Exception {
        Crew crew = new Crew(netpoll, tally);
        Catalogue catalogue = new Catalogue(netpoll, directory, arguments.patience());
        for (String name : arguments.traffic()) {
            crew.add(name, opened(catalogue, name), arguments.threads());
        }
        crew.start();
        Duration limit = arguments.hang();
        long until = System.nanoTime() + arguments.length().toNanos();
        try (Garbage garbage = Garbage.made(arguments.garbage())) {
            while ((System.nanoTime() < until || (warming && !crew.hasRun())) && crew.stuck(limit) == 0) {
                Pause.millis(10);
            }
        }
        hangs += crew.stop(limit);
    }

    private static Traffic opened(Catalogue catalogue, String name) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return catalogue.open(name);
            } catch (IOException failed) {
                if (attempt == TrialArguments.MOST_ATTEMPTS) {
                    throw failed;
                }
                Pause.afterAFailure();
            }
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    private int verdict() {
        sum.printReasons(arguments.reasons());
        System.out.printf(
                Locale.ROOT,
                "total runs=%d rounds=%d failed=%d bytes=%d hangs=%d leaks=%d wrong=%d unexpected=%d%n",
                arguments.runs(),
                sum.rounds.sum(),
                sum.failed.sum(),
                sum.bytes.sum(),
                hangs,
                leaks,
                sum.wrong.sum(),
                sum.unexpected.sum());
        boolean good = hangs == 0 && leaks == 0 && sum.wrong.sum() == 0 && sum.unexpected.sum() == 0;
        return good && sum.rounds.sum() > 0 ? 0 : 1;
    }
}
