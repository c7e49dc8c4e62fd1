// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.cli.Log;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AcceptFailuresTest {
    private final StringWriter err = new StringWriter();
    private final AtomicLong now = new AtomicLong(-5);
    private final AcceptFailures failures = new AcceptFailures(new Log(new PrintWriter(err), false), now::get);

    @Test
    void manyFailuresAreOneLine() {
        for (int i = 0; i < 1000; i++) {
            failures.failed("too many open files");
        }
        assertEquals(List.of("poller: cannot accept: too many open files; trying again"), lines());
    }

    @Test
    void lastingFailureIsToldAgainWithItsCount() {
        failures.failed("full");
        failures.failed("full");
        now.addAndGet(Duration.ofSeconds(10).toNanos());
        failures.failed("full");
        assertEquals(2, lines().size());
        assertTrue(lines().get(1).contains("2 attempts since"), lines().get(1));
    }

    @Test
    void recoveryIsToldOnce() {
        failures.accepted();
        failures.failed("full");
        failures.accepted();
        failures.accepted();
        assertEquals(List.of("poller: cannot accept: full; trying again", "poller: accepting again"), lines());
    }

    @Test
    void flappingDoesNotFloodTheLog() {
        for (int i = 0; i < 1000; i++) {
            failures.failed("full");
            failures.accepted();
        }
        assertEquals(2, lines().size());
    }

    private List<String> lines() {
        return err.toString().lines().toList();
    }
}
