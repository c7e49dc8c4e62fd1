// SPDX-License-Identifier: Apache-2.0
package dev.poller.system.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Results without a container. */
final class SelfTestResultsTest {
    private static final String TESTED =
            "{\"event\": \"tested\", \"provider\": \"epoll\", \"passed\": 1, \"failed\": 0, \"skipped\": 1}";
    private static final String END = "{\"event\": \"end\", \"provider\": null}";

    private final Output output = new Output();

    @Test
    void outcomesInsideAreOutcomesOutside() {
        say(event("started", "A.b"), event("passed", "A.b"), event("skipped", "A.c"), event("failed", "A.d"));
        say("{\"event\": \"tested\", \"provider\": \"epoll\", \"passed\": 1, \"failed\": 1, \"skipped\": 1}", END);
        List<DynamicTest> tests = results(1);
        assertEquals(
                List.of("epoll A.b", "epoll A.c", "epoll A.d", "the self test went to its end"),
                tests.stream().map(DynamicTest::getDisplayName).toList());
        run(tests.get(0));
        assertEquals(
                "why",
                assertThrows(TestAbortedException.class, () -> run(tests.get(1)))
                        .getMessage());
        String failure = failure(tests.get(2));
        assertTrue(failure.startsWith("why\n") && failure.endsWith("\nat A.d"), failure);
        run(tests.get(3));
    }

    @Test
    void aLineInPiecesIsALine() {
        String text = event("passed", "A.b") + "\n";
        output.out(text.substring(0, 9));
        output.out(text.substring(9));
        assertEquals("epoll A.b", results(0).get(0).getDisplayName());
    }

    @Test
    void aStatusThatDoesNotFitIsAFailure() {
        say(event("passed", "A.b"), event("skipped", "A.c"), TESTED, END);
        assertTrue(failure(last(results(3))).contains("ended with status 3"));
    }

    @Test
    void countsThatDoNotFitAreAFailure() {
        say(event("passed", "A.b"), TESTED, END);
        assertTrue(failure(last(results(0))).contains("and here came 1, 0 and 0"));
    }

    @Test
    void anEndTooSoonIsAFailure() {
        say(event("passed", "A.b"), event("started", "A.c"));
        String failure = failure(last(results(0)));
        assertTrue(failure.contains("ended half-way with status 0, in epoll A.c"), failure);
    }

    @Test
    void aProviderThatIsNotThereIsAFailure() {
        say("{\"event\": \"unavailable\", \"provider\": \"epoll\", \"reason\": \"why\"}", END);
        assertEquals("why", failure(results(1).get(0)));
    }

    @Test
    void anImageForAnotherProcessorIsSkipped() {
        output.err("exec /usr/bin/java: exec format error");
        assertThrows(TestAbortedException.class, () -> run(last(results(1))));
    }

    private void say(String... lines) {
        for (String line : lines) {
            output.out(line + "\n");
        }
    }

    private static String event(String event, String test) {
        return "{\"event\": \"%s\", \"provider\": \"epoll\", \"test\": \"%s\", \"reason\": \"why\", \"trace\": \"at %s\"}"
                .formatted(event, test, test);
    }

    private List<DynamicTest> results(long status) {
        output.end();
        return SelfTestResults.of(output, Duration.ofMinutes(1), () -> status).toList();
    }

    private static DynamicTest last(List<DynamicTest> tests) {
        return tests.get(tests.size() - 1);
    }

    private static void run(DynamicTest test) {
        try {
            test.getExecutable().execute();
        } catch (RuntimeException | Error outcome) {
            throw outcome;
        } catch (Throwable unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    private static String failure(DynamicTest test) {
        return String.valueOf(
                assertThrows(AssertionFailedError.class, () -> run(test)).getMessage());
    }
}
