// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks;

import dev.poller.benchmarks.report.FigureTable;
import dev.poller.benchmarks.report.PeerTable;
import dev.poller.benchmarks.report.Plots;
import dev.poller.benchmarks.run.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of --draw; picocli fills it. */
final class DrawArguments {
    @Option(
            names = "--draw",
            paramLabel = "CSV",
            description = "Measure nothing: draw these results, and print their ratios.")
    private @Nullable Path csv;

    @Option(
            names = "--plots",
            split = ",",
            paramLabel = "NAME",
            description = "With --draw: these plots; overview and cpu otherwise; --list names them.")
    private List<String> plots = List.of("overview", "cpu");

    @Option(
            names = "--commit",
            paramLabel = "COMMIT",
            description = "With --draw: what was measured of this commit alone, and not of the run that has most.")
    private String commit = "";

    /** Whether nothing is to be measured. */
    boolean asked() {
        return csv != null;
    }

    /** Draws into a directory and prints the table; the status of the command. */
    int draw(CommandLine line, List<String> contenders, Path output, Progress progress) throws IOException {
        for (String name : plots) {
            if (!Plots.names().contains(name)) {
                throw new ParameterException(line, "no such plot: " + name + "; --list names them");
            }
        }
        FigureTable table =
                csv == null ? new FigureTable(List.of()) : FigureTable.read(csv).ofCommit(commit);
        Plots.Drawn drawn = Plots.draw(table, contenders, plots, output);
        line.getOut().print(PeerTable.markdown(table));
        line.getOut().flush();
        drawn.missing().forEach(progress::line);
        drawn.files().forEach(file -> progress.line("drawn: " + file));
        if (drawn.files().isEmpty()) {
            progress.line("nothing of it can be drawn");
        }
        return drawn.files().isEmpty() ? 1 : 0;
    }
}
