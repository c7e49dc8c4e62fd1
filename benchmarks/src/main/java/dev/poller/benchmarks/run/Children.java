// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The processes started here: none outlives this one, whatever signal ends it. Any thread may call. */
final class Children {
    private static final int PATIENCE_SECONDS = 3;

    /** Guarded by itself, as is {@link #stopping}. */
    private static final Set<Process> ALIVE = new HashSet<>();

    private static boolean stopping;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Children::killAll, "kill-children"));
    }

    private Children() {}

    /** Starts a process that ends with this one at the latest. */
    static Process start(List<String> line) throws IOException {
        synchronized (ALIVE) {
            if (stopping) {
                throw new IOException("stopped");
            }
            Process process = new ProcessBuilder(line).start();
            ALIVE.add(process);
            return process;
        }
    }

    /** Asks a process to end, and ends it if it does not. */
    static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException stop) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        synchronized (ALIVE) {
            ALIVE.remove(process);
        }
    }

    private static void killAll() {
        synchronized (ALIVE) {
            stopping = true;
            ALIVE.forEach(Process::destroyForcibly);
        }
    }
}
