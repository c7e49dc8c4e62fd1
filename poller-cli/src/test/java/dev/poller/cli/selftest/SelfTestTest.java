// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.cli.Log;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
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

    private Outcome run(Class<?> suite) {
        return SelfTest.run(List.of(suite), "sample", new Log(new PrintWriter(err), false));
    }
}
