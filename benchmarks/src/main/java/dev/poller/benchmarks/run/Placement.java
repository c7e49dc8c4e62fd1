// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import java.util.List;
import java.util.stream.IntStream;

/**
 * On which CPUs server and load run. Immutable.
 *
 * @param label as it is written in names and reports
 * @param description the same in words
 * @param serverCpus as taskset(1) takes them; empty for any
 * @param loadCpus of each generator; empty for any
 */
public record Placement(String label, String description, String serverCpus, List<String> loadCpus) {
    /** The server on CPU 0, the load on CPU 1: one core's worth of server, undisturbed. */
    public static final Placement PINNED = new Placement("pinned", "server on CPU 0, load on CPU 1", "0", List.of("1"));

    /** Both wherever the scheduler puts them: a server has as many carriers as there are CPUs. */
    public static final Placement FREE = new Placement("free", "nothing pinned", "", List.of(""));

    /** Copies the list. */
    public Placement {
        loadCpus = List.copyOf(loadCpus);
    }

    /**
     * The server on the first CPUs, and a generator on each of the others, but not more than the server has. Where no
     * CPU is left one generator shares those of the server.
     *
     * @param number 1 to available
     * @param available how many CPUs there are
     */
    public static Placement over(int number, int available) {
        String server = number == 1 ? "0" : "0-" + (number - 1);
        List<String> load = number == available
                ? List.of(server)
                : IntStream.range(number, Math.min(available, 2 * number))
                        .mapToObj(Integer::toString)
                        .toList();
        String shared = number == available ? "which the load shares" : "the load on " + load.size() + " others";
        return new Placement(
                "cpus-" + number, "server on " + number + (number == 1 ? " CPU, " : " CPUs, ") + shared, server, load);
    }

    /** How many generators there are. */
    int generators() {
        return loadCpus.size();
    }

    /** What stands before the server's command line. */
    List<String> serverPrefix() {
        return prefix(serverCpus);
    }

    /** What stands before the first generator's command line. */
    List<String> loadPrefix() {
        return loadPrefix(0);
    }

    /** The same of each. */
    List<String> loadPrefix(int generator) {
        return prefix(loadCpus.get(generator));
    }

    private static List<String> prefix(String cpus) {
        return cpus.isEmpty() ? List.of() : List.of("taskset", "-c", cpus);
    }
}
