// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.run;

import dev.poller.trial.traffic.Traffic;
import dev.poller.trial.traffic.WrongBytesException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What has come of rounds. Any thread. */
public final class Tally {
    public final LongAdder rounds = new LongAdder();
    public final LongAdder failed = new LongAdder();
    public final LongAdder bytes = new LongAdder();
    public final LongAdder wrong = new LongAdder();

    /** What no fault explains, an exception that is no IOException. */
    public final LongAdder unexpected = new LongAdder();

    private final Map<String, LongAdder> reasons = new ConcurrentHashMap<>();

    /** Runs a round and counts it, whatever comes of it; true if it did what it should. */
    public boolean count(String name, Traffic traffic, long seed) {
        try {
            bytes.add(traffic.round(seed));
            rounds.increment();
            return true;
        } catch (WrongBytesException shown) {
            wrong.increment();
            shown.printStackTrace();
        } catch (IOException | UncheckedIOException failure) {
            fails(name, failure);
        } catch (Throwable surprise) {
            surprises(name, surprise);
        }
        return false;
    }

    /** Ends traffic; what the system refuses then is one more failure. */
    void countEnd(Traffic traffic) throws InterruptedException {
        try {
            traffic.close();
        } catch (IOException failure) {
            fails("end", failure);
        }
    }

    public void reset() {
        for (LongAdder adder : new LongAdder[] {rounds, failed, bytes, wrong, unexpected}) {
            adder.reset();
        }
        reasons.clear();
    }

    /** That there is no thread is a fault of the system too, and all the JVM says of it is this. */
    private void surprises(String name, Throwable surprise) {
        if (surprise instanceof OutOfMemoryError && surprise.toString().contains("native thread")) {
            fails(name, surprise);
        } else {
            unexpected.increment();
            surprise.printStackTrace();
        }
    }

    private void fails(String name, Throwable failure) {
        failed.increment();
        String reason = name + ": " + withoutNumbers(failure.toString());
        reasons.computeIfAbsent(reason, key -> new LongAdder()).increment();
    }

    private static String withoutNumbers(String text) {
        return text.replaceAll("[0-9]+", "N").replaceAll("/[^ ]+", "PATH");
    }

    /** Why rounds failed, the most frequent reasons first. */
    public void printReasons(int most) {
        reasons.entrySet().stream()
                .sorted((one, other) ->
                        Long.compare(other.getValue().sum(), one.getValue().sum()))
                .limit(most)
                .forEach(entry -> System.out.println("  " + entry.getValue() + " x " + entry.getKey()));
    }
}
