// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.soak;

import dev.poller.tck.Descriptors;
import dev.poller.trial.run.Leftovers;
import java.lang.management.ManagementFactory;
import java.util.Set;

/** What must not grow for as long as the soak lasts. */
enum Gauge {
    DESCRIPTORS("open descriptors", 3) {
        @Override
        double read(Set<Integer> instances) {
            return Descriptors.table().size();
        }
    },
    REGISTRATIONS("registrations in epoll", 3) {
        @Override
        double read(Set<Integer> instances) {
            return Leftovers.watched(instances).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    },
    THREADS("platform threads", 3) {
        @Override
        double read(Set<Integer> instances) {
            return ManagementFactory.getThreadMXBean().getThreadCount();
        }
    },
    HEAP("heap after a collection, MB", 3) {
        @Override
        double read(Set<Integer> instances) {
            System.gc();
            System.gc();
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE;
        }
    },
    NATIVE("native memory of the JVM, MB", 16) {
        @Override
        double read(Set<Integer> instances) {
            return NativeMemory.kilobytes() / KILO;
        }
    },
    RESIDENT("resident memory, MB", 24) {
        @Override
        double read(Set<Integer> instances) {
            return NativeMemory.residentKilobytes() / KILO;
        }
    };

    private static final double KILO = 1024;
    private static final double MEGABYTE = KILO * KILO;

    final String title;

    /** By how much it may grow from the end of the warming to the end: what a JVM still compiles and loads. */
    final double limit;

    Gauge(String title, double limit) {
        this.title = title;
        this.limit = limit;
    }

    /**
     * How much there is now.
     *
     * @param instances the epoll instances of the runtime
     */
    abstract double read(Set<Integer> instances);
}
