// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks;

import dev.poller.benchmarks.run.ClientJava;
import dev.poller.benchmarks.run.ClientRow;
import dev.poller.benchmarks.run.ClientRows;
import dev.poller.benchmarks.run.ClientSettings;
import dev.poller.benchmarks.run.ClientSettings.Threads;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of --clients; picocli fills it. */
final class ClientArguments {
    @Option(
            names = "--clients",
            description = "Only these: Jedis, pgjdbc, Apache HttpClient and plain sockets, with the agent and without.")
    private boolean asked;

    @Option(
            names = "--rows",
            split = ",",
            paramLabel = "NAME",
            description = "With --clients: these rows or libraries; --list names them.")
    private List<String> rows = List.of();

    @Option(names = "--java", paramLabel = "HOME", description = "With --clients: the Java that runs them, from 17 on.")
    private @Nullable Path java;

    @Option(
            names = "--threads",
            paramLabel = "KIND",
            description = "With --clients: virtual, or platform, which is the default where Java has no virtual ones.")
    private @Nullable Threads threads;

    /** Whether clients are to be measured. */
    boolean asked() {
        return asked;
    }

    /** What is asked for, with what other options say. */
    ClientSettings settings(CommandLine line, int rounds, double seconds, double warmUp) {
        ClientJava home = home(line);
        Threads kind = threads != null ? threads : home.hasVirtualThreads() ? Threads.VIRTUAL : Threads.PLATFORM;
        if (kind == Threads.VIRTUAL && !home.hasVirtualThreads()) {
            throw new ParameterException(line, "Java " + home.feature() + " has no virtual threads");
        }
        return new ClientSettings(rows(line), rounds, seconds, warmUp, home, kind);
    }

    private ClientJava home(CommandLine line) {
        try {
            return ClientJava.at(java != null ? java : Path.of(System.getProperty("java.home")));
        } catch (IOException absent) {
            throw new ParameterException(line, String.valueOf(absent.getMessage()), absent);
        }
    }

    private List<ClientRow> rows(CommandLine line) {
        List<ClientRow> found = new ArrayList<>();
        for (String name : rows.isEmpty() ? ClientRows.names() : rows) {
            List<ClientRow> named = ClientRows.named(name);
            if (named.isEmpty()) {
                throw new ParameterException(line, "no such row: " + name + "; --list names them");
            }
            found.addAll(named);
        }
        return found.stream().distinct().toList();
    }
}
