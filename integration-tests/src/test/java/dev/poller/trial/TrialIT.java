// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.poller.trial.run.Leftovers;
import dev.poller.trial.run.Tally;
import dev.poller.trial.run.TrialArguments;
import dev.poller.trial.traffic.Content;
import dev.poller.trial.traffic.WrongBytesException;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The traffic of ci/faults and ci/soak where nothing is done to it, and that its checks find what they look for. */
@EnabledOnOs(OS.LINUX)
@Timeout(120)
final class TrialIT {
    @Test
    void everyKindOfTrafficRunsAndLeavesNothing() throws Exception {
        assertEquals(0, FaultRuns.run(new TrialArguments("--runs=1", "--millis=200", "--threads=1")));
    }

    @Test
    void aByteThatIsAnotherOneIsWrong() {
        Content content = new Content(7);
        byte[] bytes = content.bytes(1000, 100);
        content.check(1000, bytes, bytes.length);
        bytes[99]++;
        assertThrows(WrongBytesException.class, () -> content.check(1000, bytes, bytes.length));
    }

    @Test
    void bytesOfAnotherPlaceAreWrong() {
        Content content = new Content(7);
        byte[] bytes = content.bytes(1001, 100);
        assertThrows(WrongBytesException.class, () -> content.check(1000, bytes, bytes.length));
    }

    @Test
    void whatIsLeftIsCounted() {
        assertEquals(2, Leftovers.beyond(Map.of("socket", 5L), () -> Map.of("socket", 6L, "pipe", 1L)));
    }

    @Test
    void failuresWrongBytesAndSurprisesAreCountedEachForItself() {
        Tally tally = new Tally();
        tally.count(
                "system",
                seed -> {
                    throw new IOException("the system");
                },
                0);
        tally.count(
                "wrong",
                seed -> {
                    throw new WrongBytesException("meant so: a test of the count");
                },
                0);
        tally.count(
                "surprise",
                seed -> {
                    throw new IllegalStateException("meant so: a test of the count");
                },
                0);
        assertEquals(1, tally.failed.sum());
        assertEquals(1, tally.wrong.sum());
        assertEquals(1, tally.unexpected.sum());
        assertEquals(0, tally.rounds.sum());
    }
}
