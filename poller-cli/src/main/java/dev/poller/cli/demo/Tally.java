// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.demo;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;

/** What the clients have seen. Any thread writes and reads. */
final class Tally {
    private static final long SHORTEST_NANOS = 1_000;
    private static final long LONGEST_NANOS = 3_600_000_000_000L;
    private static final int DIGITS = 3;
    private static final int REASONS_KEPT = 3;

    private final AtomicHistogram latencies = new AtomicHistogram(SHORTEST_NANOS, LONGEST_NANOS, DIGITS);
    private final ConcurrentLinkedQueue<Long> ofConnections = new ConcurrentLinkedQueue<>();
    private final LongAdder byteErrors = new LongAdder();
    private final AtomicInteger failures = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> reasons = new ConcurrentLinkedQueue<>();

    void roundTrip(long nanos) {
        latencies.recordValue(Math.min(nanos, LONGEST_NANOS));
    }

    /** A connection has ended that has had so many round trips. */
    void ended(long roundTrips) {
        ofConnections.add(roundTrips);
    }

    void wrongBytes(long count) {
        byteErrors.add(count);
    }

    void failed(String reason) {
        if (failures.getAndIncrement() < REASONS_KEPT) {
            reasons.add(reason);
        }
    }

    long roundTrips() {
        return latencies.getTotalCount();
    }

    /** Of each connection that has ended, ascending. */
    List<Long> roundTripsOfConnections() {
        return ofConnections.stream().sorted().toList();
    }

    long byteErrors() {
        return byteErrors.sum();
    }

    int failures() {
        return failures.get();
    }

    /** Of the first failures. */
    List<String> reasons() {
        return List.copyOf(reasons);
    }

    Histogram latencies() {
        return latencies.copy();
    }
}
