// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.benchmarks.run.Contenders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/performance.md and what goes with it. Runs in the module's directory, as Maven does it. */
class PerformancePageTest {
    private static final Path ROOT = Path.of("..");
    private static final Path RESULTS = ROOT.resolve("docs/performance");
    private static final Pattern FILE = Pattern.compile("[\\w/.-]*\\b(performance/[\\w.-]+\\.(?:svg|csv))");

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/performance.md"));
    }

    @Test
    void itIsReadInTenMinutes() throws IOException {
        int words = page().split("\\s+", -1).length;
        assertTrue(words < 1500, () -> words + " words");
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/performance.md"})
    void everyPlotThatIsNamedIsThere(String page) throws IOException {
        List<String> files = FILE.matcher(Files.readString(ROOT.resolve(page)))
                .results()
                .map(name -> name.group(1))
                .distinct()
                .toList();
        assertFalse(files.isEmpty(), "no plot at all");
        for (String file : files) {
            assertTrue(Files.isRegularFile(ROOT.resolve("docs").resolve(file)), file);
        }
    }

    @Test
    void everyPlotThatIsThereIsNamed() throws IOException {
        List<String> named = FILE.matcher(page())
                .results()
                .map((MatchResult name) -> name.group(1))
                .toList();
        try (Stream<Path> files = Files.list(RESULTS)) {
            for (Path file : files.toList()) {
                assertTrue(named.contains("performance/" + file.getFileName()), file::toString);
                assertTrue(Files.size(file) < 100_000, () -> file + " is large");
            }
        }
    }

    @Test
    void thePlotsAreOfTheResults() throws IOException {
        FigureTable table = FigureTable.read(RESULTS.resolve("results.csv"));
        String plot = Files.readString(RESULTS.resolve("overview.svg"));
        String line = table.rows().stream()
                .map(FigureRow::run)
                .distinct()
                .map(FigureRow.Run::oneLine)
                .filter(plot::contains)
                .findFirst()
                .orElse("");
        assertFalse(line.isEmpty(), "overview.svg is of no run in results.csv: draw it again");
        double rate = table.rows().stream()
                .filter(row -> row.run().oneLine().equals(line))
                .filter(row ->
                        row.shape().equals("pinned-100") && row.contender().equals("poller-ffm"))
                .mapToDouble(FigureRow::rate)
                .findFirst()
                .orElseThrow();
        assertTrue(plot.contains(">" + Text.brief(rate / 1000) + "<"), () -> rate + " is not in overview.svg");
        assertEquals(
                6,
                Contenders.PEERS.stream()
                        .map(Labels::contender)
                        .filter(plot::contains)
                        .count());
    }
}
