// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import java.util.List;
import java.util.Locale;

/** On which CPUs server and load run. */
public enum Placement {
    /** The server on CPU 0, the load on CPU 1: one core's worth of server, undisturbed. */
    PINNED("0", "1"),
    /** Both wherever the scheduler puts them: a server has as many carriers as there are CPUs. */
    FREE("", "");

    private final String serverCpu;
    private final String loadCpu;

    Placement(String serverCpu, String loadCpu) {
        this.serverCpu = serverCpu;
        this.loadCpu = loadCpu;
    }

    /** What stands before the server's command line. */
    List<String> serverPrefix() {
        return serverCpu.isEmpty() ? List.of() : List.of("taskset", "-c", serverCpu);
    }

    /** What stands before the generator's command line. */
    List<String> loadPrefix() {
        return loadCpu.isEmpty() ? List.of() : List.of("taskset", "-c", loadCpu);
    }

    /** In lower case, as it is written in names and reports. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
