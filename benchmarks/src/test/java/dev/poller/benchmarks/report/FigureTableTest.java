// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.benchmarks.Sampled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results as a file that grows. */
class FigureTableTest {
    private static final String ROW = "2026-01-02,abc,One,25,pinned-8,go,1000,,2,3.5,4.25,,\n";

    @TempDir
    private Path directory = Path.of("");

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("results.csv"), text);
    }

    @Test
    void whatIsWrittenIsWhatWasRead() throws IOException {
        String text = FigureTable.HEAD + "\n" + ROW + "2026-01-02,abc,One,25,pinned-8,poller-loop,,,,,,1.59,go\n";
        assertEquals(text, FigureTable.read(file(text)).csv());
    }

    @Test
    void whatWasNotMeasuredIsNoNumber() throws IOException {
        FigureTable table = FigureTable.read(file(FigureTable.HEAD + "\n" + ROW));
        assertEquals(Double.NaN, table.figure("pinned-8", "go", Metric.P50));
        assertEquals(Double.NaN, table.figure("pinned-8", "c-epoll", Metric.P99));
        assertEquals(2, table.figure("pinned-8", "go", Metric.P99));
    }

    @Test
    void aRunBecomesALineForEachContender() {
        Environment environment = new Environment(Map.of(
                "date", "2026-01-02T03:04:05Z",
                "commit", "abc",
                "cpu", "Intel(R) One(R) Processor, 2 CPUs",
                "java", "OpenJDK 64-Bit Server VM 25.0.3+9"));
        Summary summary = new Summary(List.of(
                Sampled.sample("pinned-8", "go", 1, 1000),
                Sampled.sample("pinned-8", "go", 2, 2000),
                Sampled.sample("pinned-8", "go", 3, 4000)));
        String line = "2026-01-02T03:04:05Z,abc,Intel One 2 CPUs,25.0.3+9,pinned-8,go,2000,500,1000,1500,1,,";
        assertEquals(
                FigureTable.HEAD + "\n" + line + "\n",
                FigureTable.of(environment, summary).csv());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"a,b;13 columns", "2026-01-02,abc,One,25,pinned-8,go,many,,,,,,;not a number: many"})
    void aLineThatIsNoneIsNamed(String line, String reason) throws IOException {
        Path file = file(FigureTable.HEAD + "\n" + ROW + line + "\n");
        String message = String.valueOf(
                assertThrows(IOException.class, () -> FigureTable.read(file)).getMessage());
        assertTrue(message.contains("results.csv:3: ") && message.contains(reason), message);
    }

    @Test
    void aFileOfSomethingElseIsRefused() throws IOException {
        Path file = file("name,value\n");
        String message = String.valueOf(
                assertThrows(IOException.class, () -> FigureTable.read(file)).getMessage());
        assertTrue(message.contains("results.csv:1: not the head"), message);
    }

    @Test
    void aCommitIsNamedByItsBeginning() throws IOException {
        FigureTable table = FigureTable.read(file(FigureTable.HEAD + "\n" + ROW + ROW.replace("abc", "def")));
        assertEquals(
                List.of("def"),
                table.ofCommit("d").rows().stream()
                        .map(row -> row.run().commit())
                        .toList());
    }

    @Test
    void ratiosAreToThePeersOfTheSameRun() throws IOException {
        String text = FigureTable.HEAD + "\n" + ROW + ROW.replace("go,1000,,2", "poller-loop,1500,,2000")
                + ROW.replace("2026-01-02,abc", "2026-01-03,def");
        String markdown = PeerTable.markdown(FigureTable.read(file(text)));
        assertTrue(
                markdown.contains("| one core, 8 connections | Poller, carrier loop |  |  | 1.50 |  | 2.0 |\n"),
                markdown);
        assertTrue(!markdown.contains("def"), markdown); // None of ours in that run.
    }
}
