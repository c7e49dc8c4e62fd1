// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.poller.cli.Log;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SelfTestTest {
    private final StringWriter err = new StringWriter();

    @Test
    void passedFailedAndSkippedAreToldApart() {
        Outcome outcome = run(MixedSample.class);
        assertEquals("2 passed, 1 failed, 2 skipped", outcome.counts());
        assertEquals(
                List.of(
                        "  failed: MixedSample.Group.fails: AssertionFailedError: on purpose",
                        "  skipped 2: nothing to see"),
                outcome.details());
    }

    @Test
    void failureIsToldAtOnceAndEachGroupWhenDone() {
        run(MixedSample.class);
        assertTrue(err.toString().contains("sample: FAILED MixedSample.Group.fails: "), err.toString());
        assertTrue(err.toString().contains("sample: MixedSample.Group: 3 tests done"), err.toString());
    }

    @Test
    void suiteThatCannotStartIsAFailure() {
        assertEquals(1, run(BrokenSample.class).failures());
    }

    @Test
    void eachEventIsALineOfJson() throws IOException {
        StringWriter out = new StringWriter();
        JsonReport report = new JsonReport(new PrintWriter(out));
        SelfTest.run(List.of(MixedSample.class), "sample", log(), report::event);
        report.notTested("other", "there is none");
        report.end();
        List<Map<String, Object>> lines = new ArrayList<>();
        for (String line : out.toString().lines().toList()) {
            lines.add(JSON.std.mapFrom(line));
        }
        Map<String, Object> failure = lines.stream()
                .filter(line -> "failed".equals(line.get("event")))
                .findFirst()
                .orElseThrow();
        assertEquals("MixedSample.Group.fails", failure.get("test"));
        assertEquals("AssertionFailedError: on purpose", failure.get("reason"));
        assertTrue(String.valueOf(failure.get("trace")).contains("MixedSample.java"), failure::toString);
        assertEquals(
                5,
                lines.stream()
                        .filter(line -> "started".equals(line.get("event")))
                        .count());
        assertEquals("there is none", lines.get(lines.size() - 2).get("reason"));
        assertEquals("end", lines.get(lines.size() - 1).get("event"));
    }

    private Outcome run(Class<?> suite) {
        Outcome outcome = new Outcome();
        SelfTest.run(List.of(suite), "sample", log(), outcome::add);
        return outcome;
    }

    private Log log() {
        return new Log(new PrintWriter(err), false);
    }
}
