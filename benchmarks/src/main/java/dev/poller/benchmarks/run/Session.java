// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import java.io.IOException;
import java.util.List;

/** A whole run: all groups of shapes, then the tables beside them. One thread runs it. */
public final class Session {
    private final Settings settings;
    private final Tools tools;
    private final Progress progress;

    /** Prepares a run. */
    public Session(Settings settings, Tools tools, Progress progress) {
        this.settings = settings;
        this.tools = tools;
        this.progress = progress;
    }

    /** What is done with the results so far. */
    @FunctionalInterface
    public interface Keeper {
        /** Called by the thread that measures, while nothing is measured. */
        void keep(Results results) throws IOException;
    }

    /**
     * Measures everything; takes as long as it takes.
     *
     * @param keeper called after each group of shapes
     */
    public Results run(Keeper keeper) throws InterruptedException, IOException {
        Results results = new Results();
        for (List<Shape> group : settings.groups()) {
            new Rounds(settings, tools, results, progress).measure(group);
            keeper.keep(results);
        }
        if (settings.systemCallRequests() > 0) {
            new SystemCalls(settings, tools, results, progress).measure();
        }
        if (settings.idleConnections() > 0) {
            new IdleMemories(settings, tools, results, progress).measure();
        }
        if (!settings.badCases().isEmpty()) {
            new BadCases(settings, tools, results, progress).measure();
        }
        if (settings.probes()) {
            new Probes(tools, results, progress).measure();
        }
        return results;
    }
}
