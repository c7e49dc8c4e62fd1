// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.benchmarks.run.ClientResults;
import dev.poller.benchmarks.run.ClientSample;
import dev.poller.benchmarks.run.Omission;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The report about client libraries. */
class ClientReportTest {
    private static ClientSample sample(String row, String contender, int round, double requests) {
        return new ClientSample(
                row,
                contender,
                round,
                Map.of(
                        "seconds", 2.0,
                        "requests", requests,
                        "p50", 40_000.0,
                        "p99", 90_000.0,
                        "p999", 120_000.0,
                        "cpuNanos", requests * 5_000,
                        "switches", requests / 4,
                        "residentBytes", 64.0 * (1 << 20),
                        "serverBusy", 0.75));
    }

    private static ClientReport report(List<ClientSample> samples, Omission... omissions) {
        return new ClientReport(
                new Environment(Map.of("kernel", "Linux 6")), new ClientResults(samples, List.of(omissions)));
    }

    @Test
    void aRowHasMedianQuartilesAndTheRatioToTheJdk() {
        String text = report(List.of(
                        sample("jedis-50", "agent", 1, 3000),
                        sample("jedis-50", "jdk", 1, 1900),
                        sample("jedis-50", "jdk", 2, 2000),
                        sample("jedis-50", "jdk", 3, 2200)))
                .markdown();
        assertTrue(text.contains("kernel Linux 6"), text);
        assertTrue(
                text.contains(
                        "| jedis-50 | jdk | 1,000 (975..1,050) | 1.00 | 40 | 90 | 120 | 5.00 | 0.250 | 64 | 75 |"),
                text);
        assertTrue(text.contains("| jedis-50 | agent | 1,500 (1,500..1,500) | 1.50 |"), text);
        assertTrue(text.indexOf("| jdk |") < text.indexOf("| agent |"), text);
    }

    @Test
    void whatATimeoutCostsIsComparedWithTheSameSocketsWithoutOne() {
        String text = report(List.of(
                        sample("socket-50", "jdk", 1, 1000),
                        sample("socket-50", "agent", 1, 2000),
                        sample("socket-50", "agent-timeout", 1, 1960)))
                .markdown();
        assertTrue(text.contains("SO_TIMEOUT on every read, socket-50, agent: 0.98 x without."), text);
        assertTrue(text.contains("| agent-timeout | 980 (980..980) | 1.96 |"), text);
    }

    @Test
    void withoutTheJdksThereIsNoRatioAndTheReasonStandsBelow() {
        String text = report(
                        List.of(sample("jedis-1", "agent", 1, 100)), new Omission("jdk", "jedis-1", "no memory", false))
                .markdown();
        assertTrue(text.contains("| agent | 50 (50..50) | - |"), text);
        assertTrue(text.contains("* left out: jdk (jedis-1): no memory\n"), text);
    }

    @Test
    void everyRoundIsInTheJson() throws IOException {
        String json = report(List.of(sample("jedis-1", "jdk", 1, 100), sample("jedis-1", "jdk", 2, 100)))
                .json();
        assertEquals(2, json.split("\"round\"", -1).length - 1, json);
    }
}
