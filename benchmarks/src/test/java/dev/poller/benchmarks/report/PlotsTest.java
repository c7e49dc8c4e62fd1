// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.poller.benchmarks.run.Contenders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader sees. Nothing is drawn, and these are skipped, where Java has no fonts. */
class PlotsTest {
    private static final String OLD = "2026-01-02,abc,One,25,";
    private static final String NEW = "2026-01-03,def,Two,25,";
    private static final List<String> OVERVIEW = List.of("overview");

    @TempDir
    private Path directory = Path.of("");

    private FigureTable table(String... lines) throws IOException {
        String text = FigureTable.HEAD + "\n" + String.join("\n", lines) + "\n";
        return FigureTable.read(Files.writeString(directory.resolve("results.csv"), text));
    }

    private Plots.Drawn draw(FigureTable table, String... contenders) throws IOException {
        try {
            return Plots.draw(table, List.of(contenders), OVERVIEW, directory);
        } catch (IOException cannot) {
            if (String.valueOf(cannot.getMessage()).startsWith("no plots: ")) {
                return abort(cannot.getMessage());
            }
            throw cannot;
        }
    }

    private String overview() throws IOException {
        return Files.readString(directory.resolve("overview.svg"));
    }

    private void shows(String text) throws IOException {
        String svg = overview();
        assertTrue(svg.contains(">" + text + "<"), () -> "no '" + text + "' in:\n" + svg);
    }

    @Test
    void aContenderAppearsWithItsFigures() throws IOException {
        Plots.Drawn drawn = draw(table(OLD + "pinned-100,go,123456,,7890,,,,"), "go");
        shows("Go");
        shows("123");
        shows("7.9");
        shows("thousand requests/s");
        shows("p99, ms");
        shows("one core, 100 connections");
        shows("One, JDK 25, commit abc, 2026-01-02; medians");
        assertEquals(List.of(), drawn.missing());
    }

    @Test
    void aFigureThatIsMissingIsLeftOutAndSaid() throws IOException {
        Plots.Drawn drawn = draw(
                table(
                        OLD + "pinned-100,go,123456,,7890,,,,",
                        OLD + "pinned-100,c-epoll,234567,,,,,,",
                        OLD + "free-100,go,111111,,2220,,,,"),
                "go",
                "c-epoll");
        shows("235");
        String gaps = "C epoll (thousand requests/s; two cores, 100 connections);"
                + " C epoll (p99, ms; one core, 100 connections; two cores, 100 connections)";
        assertEquals(List.of("overview: not measured: " + gaps), drawn.missing());
        assertTrue(overview().contains(">not measured: C epoll (thousand"), "said below the plot");
        assertFalse(overview().contains(">0.00<"), "a bar of nothing");
    }

    @Test
    void lightAndDarkDifferInColoursAlone() throws IOException {
        Plots.Drawn drawn = draw(table(OLD + "pinned-100,go,123456,,7890,,,,"), "go");
        assertEquals(
                List.of("overview.svg", "overview-dark.svg"),
                drawn.files().stream()
                        .map(file -> file.getFileName().toString())
                        .toList());
        String dark = Files.readString(directory.resolve("overview-dark.svg"));
        assertNotEquals(overview(), dark);
        assertEquals(withoutColours(overview()), withoutColours(dark));
    }

    private static String withoutColours(String svg) {
        return svg.replaceAll("rgb\\([^)]*\\)", "");
    }

    @Test
    void theSameFiguresGiveTheSameBytes() throws IOException {
        FigureTable table = table(OLD + "pinned-100,go,123456,,7890,,,,");
        draw(table, "go");
        String first = overview();
        draw(table, "go");
        assertEquals(first, overview());
    }

    @Test
    void theRunWithMostBarsIsDrawnAndTheNewestOfThese() throws IOException {
        String some = "pinned-100,go,123456,,7890,,,,";
        String more = "free-100,go,123456,,7890,,,,";
        draw(table(OLD + some, OLD + more, NEW + some), "go");
        shows("One, JDK 25, commit abc, 2026-01-02; medians");
        draw(table(NEW + more, NEW + some, OLD + some, OLD + more), "go");
        shows("Two, JDK 25, commit def, 2026-01-03; medians");
    }

    @Test
    void aPlotOfOtherResultsDoesNotStay() throws IOException {
        draw(table(OLD + "pinned-100,go,123456,,7890,,,,"), "go");
        assertEquals(List.of(), draw(table(OLD + "idle-none,go,1,,,,,,"), "go").files());
        assertFalse(Files.exists(directory.resolve("overview.svg")));
    }

    @Test
    void whoeverIsDrawnByDefaultIsAContender() {
        assertTrue(Contenders.names().containsAll(Contenders.PEERS));
    }
}
