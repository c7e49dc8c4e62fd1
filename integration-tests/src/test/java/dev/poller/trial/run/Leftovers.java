// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.run;

import dev.poller.tck.Descriptors;
import dev.poller.trial.traffic.Pause;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Descriptors of this process, and what its epoll instances watch, as Linux shows them. */
public final class Leftovers {
    /** What has been closed by one thread may be closed a little later by the last that used it. */
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private Leftovers() {}

    /** Open descriptors by kind. */
    public static Map<String, Long> descriptors() {
        return Descriptors.counts();
    }

    /** Descriptors of epoll instances. */
    public static Set<Integer> instances() {
        Set<Integer> instances = new TreeSet<>();
        Descriptors.table().forEach((number, target) -> {
            if (target.contains("eventpoll")) {
                instances.add(number);
            }
        });
        return instances;
    }

    /** How many descriptors these watch. */
    public static Map<String, Long> watched(Set<Integer> instances) {
        long sum = instances.stream()
                .mapToLong(number -> Descriptors.watchedBy(number).size())
                .sum();
        return new TreeMap<>(Map.of("registered", sum));
    }

    /** Waits until no more of anything is there than before, and returns how many more there still are. */
    public static long beyond(Map<String, Long> before, Supplier<Map<String, Long>> now) {
        long until = System.nanoTime() + PATIENCE_NANOS;
        Map<String, Long> seen = now.get();
        while (excess(before, seen) > 0 && System.nanoTime() < until) {
            Pause.millis(2);
            seen = now.get();
        }
        if (excess(before, seen) > 0) {
            System.out.println("  left: " + seen + ", and before: " + before);
        }
        return excess(before, seen);
    }

    private static long excess(Map<String, Long> before, Map<String, Long> now) {
        return now.entrySet().stream()
                .mapToLong(entry -> Math.max(0, entry.getValue() - before.getOrDefault(entry.getKey(), 0L)))
                .sum();
    }
}
