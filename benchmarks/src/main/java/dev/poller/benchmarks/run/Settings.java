// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import java.util.List;

/**
 * What a run is asked to do. Immutable.
 *
 * @param shapes in the order of measurement
 * @param contenders in the order of the tables
 * @param rounds in which they alternate
 * @param seconds of one measurement
 * @param firstWarmUp seconds before a server's first measurement
 * @param warmUp seconds before each later one
 * @param fresh starts each server anew for each measurement
 * @param systemCallRequests how many requests the system calls are counted over, 0 for no such table
 * @param idleConnections whose memory is measured, 0 for no such table
 * @param badCases names of those that are no shapes
 * @param silence seconds of silence in them
 * @param probes measures what is not a load: start-up and wake-up times
 */
public record Settings(
        List<Shape> shapes,
        List<Contender> contenders,
        int rounds,
        double seconds,
        double firstWarmUp,
        double warmUp,
        boolean fresh,
        int systemCallRequests,
        int idleConnections,
        List<String> badCases,
        double silence,
        boolean probes) {

    /** The groups of shapes, in order. */
    List<List<Shape>> groups() {
        return shapes.stream()
                .map(Shape::group)
                .distinct()
                .map(group -> shapes.stream()
                        .filter(shape -> shape.group().equals(group))
                        .toList())
                .toList();
    }
}
