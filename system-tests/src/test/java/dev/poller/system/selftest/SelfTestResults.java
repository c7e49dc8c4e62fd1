// SPDX-License-Identifier: Apache-2.0
package dev.poller.system.selftest;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;
import org.opentest4j.AssertionFailedError;

/**
 * Turns what {@code selftest --json} says into tests, each as soon as it is known: one for every test inside with its
 * outcome, reason and trace, and a last one, for how it ended. On one thread.
 */
public final class SelfTestResults implements Iterator<DynamicTest> {
    private final Output output;
    private final Duration limit;
    private final LongSupplier exitStatus;
    private final long start = System.nanoTime();

    private long passed;
    private long failed;
    private long skipped;

    /** The test that has begun and not ended. */
    private @Nullable String running;

    /** The counts that it gives itself. */
    private @Nullable Map<String, Object> told;

    private boolean ended;
    private boolean over;

    private SelfTestResults(Output output, Duration limit, LongSupplier exitStatus) {
        this.output = output;
        this.limit = limit;
        this.exitStatus = exitStatus;
    }

    /**
     * The results of a run that has been started.
     *
     * @param limit from now on for all of it
     * @param exitStatus is asked when the output has ended
     */
    public static Stream<DynamicTest> of(Output output, Duration limit, LongSupplier exitStatus) {
        SelfTestResults results = new SelfTestResults(output, limit, exitStatus);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(results, Spliterator.ORDERED), false);
    }

    @Override
    public boolean hasNext() {
        return !over;
    }

    @Override
    public DynamicTest next() {
        if (over) {
            throw new NoSuchElementException();
        }
        try {
            for (; ; ) {
                Output.Line line = output.next(start + limit.toNanos() - System.nanoTime());
                if (line == null) {
                    return last("was still running after " + limit.toSeconds() + " s");
                }
                String text = line.text();
                if (text == null) {
                    return last(exitStatus.getAsLong());
                }
                DynamicTest test = text.startsWith("{") ? test(JSON.std.mapFrom(text)) : null;
                if (test != null) {
                    return test;
                }
            }
        } catch (InterruptedException | IOException failure) {
            return last("cannot be followed: " + failure);
        }
    }

    private @Nullable DynamicTest test(Map<String, Object> event) {
        String name = event.get("provider") + " " + event.get("test");
        String reason = String.valueOf(event.get("reason"));
        switch (String.valueOf(event.get("event"))) {
            case "started" -> running = name;
            case "passed" -> {
                passed++;
                return result(name, () -> {});
            }
            case "skipped" -> {
                skipped++;
                return result(name, () -> abort(reason));
            }
            case "failed" -> {
                failed++;
                return result(name, () -> {
                    throw new AssertionFailedError(reason + "\ninside:\n" + event.get("trace"));
                });
            }
            case "unavailable" -> {
                failed++;
                return result(event.get("provider") + " is not available", () -> {
                    throw new AssertionFailedError(reason);
                });
            }
            case "tested" -> told = event;
            case "end" -> ended = true;
            default -> throw new IllegalStateException("selftest says what is not known here: " + event);
        }
        return null;
    }

    private DynamicTest result(String name, Executable outcome) {
        running = null;
        return dynamicTest(name, outcome);
    }

    /** For a run that has ended by itself. */
    private DynamicTest last(long status) {
        if (!ended || running != null) {
            return last("ended half-way with status " + status);
        }
        if (passed == 0) {
            return last("tested nothing");
        }
        if (status != (failed == 0 ? 0 : 1)) {
            return last("ended with status " + status + " after " + failed + " failures");
        }
        Map<String, Object> counts = told;
        if (counts != null && !agrees(counts)) {
            return last("counts " + counts + ", and here came " + passed + ", " + failed + " and " + skipped);
        }
        over = true;
        return dynamicTest("the self test went to its end", () -> {});
    }

    private boolean agrees(Map<String, Object> counts) {
        return ((Number) counts.getOrDefault("passed", -1)).longValue() == passed
                && ((Number) counts.getOrDefault("failed", -1)).longValue() == failed
                && ((Number) counts.getOrDefault("skipped", -1)).longValue() == skipped;
    }

    private DynamicTest last(String how) {
        over = true;
        String during = running == null ? "" : ", in " + running;
        String done = passed + " passed, " + failed + " failed, " + skipped + " skipped before";
        boolean foreign = passed == 0 && output.log().contains("exec format error");
        return dynamicTest("the self test went to its end", () -> {
            assumeFalse(foreign, "the processor of this image is not emulated here");
            throw new AssertionFailedError("the self test " + how + during + "; " + done + "; " + output.log());
        });
    }
}
