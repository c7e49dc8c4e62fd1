// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When the polls of a process have returned. Immutable. */
final class PollReturns {
    /**
     * {@code 17 1732468500.000100 epoll_wait(5, [], 512, 0) = 0 <0.000021>}: begun at that time. Or, where another
     * thread came between, {@code 17 1732468500.000300 <... epoll_wait resumed>[], 512, -1) = 0 <9.1>}: returned at
     * that time. {@code = ?} is a call that has not come back. strace(1), -ttt and -T.
     */
    private static final Pattern RETURN = Pattern.compile(
            "(?:\\d+\\s+)?(\\d+\\.\\d+) (<\\.\\.\\. )?\\w+(?: resumed>|\\().*= -?\\d.* <(\\d+\\.\\d+)>");

    private final double[] seconds;

    private PollReturns(double[] seconds) {
        this.seconds = seconds;
    }

    /** Reads what {@code strace -f -ttt -T} writes. */
    static PollReturns parse(List<String> log) {
        return new PollReturns(log.stream()
                .map(RETURN::matcher)
                .filter(Matcher::matches)
                .mapToDouble(PollReturns::returned)
                .toArray());
    }

    private static double returned(Matcher line) {
        double stamp = Double.parseDouble(Objects.requireNonNull(line.group(1)));
        boolean resumed = line.group(2) != null;
        return resumed ? stamp : stamp + Double.parseDouble(Objects.requireNonNull(line.group(3)));
    }

    /** How many, from the one point in time to the other. */
    long between(Instant from, Instant to) {
        return Arrays.stream(seconds)
                .filter(second -> second >= epoch(from) && second < epoch(to))
                .count();
    }

    /** The same, for each second. */
    double perSecond(Instant from, Instant to) {
        return between(from, to) / (Duration.between(from, to).toNanos() / 1e9);
    }

    private static double epoch(Instant instant) {
        return instant.getEpochSecond() + instant.getNano() / 1e9;
    }
}
