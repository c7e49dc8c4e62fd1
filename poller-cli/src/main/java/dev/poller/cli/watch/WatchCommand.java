// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.watch;

import dev.poller.blocking.Descriptor;
import dev.poller.blocking.Descriptor.Ownership;
import dev.poller.blocking.Descriptor.Unpollable;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.watch.FileWatch;
import dev.poller.blocking.watch.ProcessWatch;
import dev.poller.blocking.watch.SignalWatch;
import dev.poller.blocking.watch.Ticker;
import dev.poller.cli.BuildVersion;
import dev.poller.cli.CommandFailedException;
import dev.poller.cli.Output;
import dev.poller.cli.SharedOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints events. */
@Command(
        name = "watch",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description =
                "Print a line for each event of one source: a file, time, a process, a signal, the standard input.",
        footer = {"", "It ends after --count events, when the process has ended, or at the end of the input."})
public final class WatchCommand implements Callable<Integer> {
    private static final int INPUT = 0;
    private static final int LONGEST_TEXT = 4096;

    @Mixin
    private final SharedOptions shared = new SharedOptions();

    @ArgGroup(multiplicity = "1")
    private final What what = new What();

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "0",
            description = "End after N events; by default never.")
    private long count;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (count < 0) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--count': " + count + " is negative");
        }
        Lines lines = new Lines(spec.commandLine().getOut(), count == 0 ? Long.MAX_VALUE : count);
        try (Netpoll netpoll = shared.openNetpoll(Optional.empty())) {
            watch(netpoll, lines);
        } catch (UnsupportedOperationException refused) {
            throw new CommandFailedException(String.valueOf(refused.getMessage()), refused);
        }
        return 0;
    }

    private void watch(Netpoll netpoll, Lines lines) throws IOException {
        Path path = what.path;
        Duration period = what.period;
        Long pid = what.pid;
        String signal = what.signal;
        if (path != null) {
            files(netpoll, path, lines);
        } else if (period != null) {
            time(netpoll, period, lines);
        } else if (pid != null) {
            process(netpoll, pid, lines);
        } else if (signal != null) {
            signal(netpoll, signal, lines);
        } else {
            input(netpoll, lines);
        }
    }

    private static void files(Netpoll netpoll, Path path, Lines lines) throws IOException {
        try (FileWatch files = FileWatch.open(netpoll).add(path)) {
            while (lines.more()) {
                for (FileWatch.Change change : files.await()) {
                    lines.print(change.what() + " " + change.path());
                }
            }
        }
    }

    private static void time(Netpoll netpoll, Duration period, Lines lines) throws IOException {
        try (Ticker ticker = Ticker.every(netpoll, period)) {
            while (lines.more()) {
                lines.print("TICK " + ticker.await());
            }
        }
    }

    private void process(Netpoll netpoll, long pid, Lines lines) throws IOException {
        try (ProcessWatch process = ProcessWatch.of(netpoll, pid)) {
            process.awaitExit();
            lines.print("EXIT " + pid);
        } catch (IllegalArgumentException bad) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--pid': " + bad.getMessage(), bad);
        }
    }

    private void signal(Netpoll netpoll, String name, Lines lines) throws IOException {
        try (SignalWatch signal = SignalWatch.of(netpoll, name)) {
            while (lines.more()) {
                lines.print("SIG" + name + " " + signal.await());
            }
        } catch (IllegalArgumentException bad) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--signal': " + bad.getMessage(), bad);
        }
    }

    private static void input(Netpoll netpoll, Lines lines) throws IOException {
        byte[] bytes = new byte[LONGEST_TEXT];
        try (Descriptor input = Descriptor.adopt(netpoll, INPUT, Ownership.BORROWED, Unpollable.HELPED)) {
            while (lines.more()) {
                int read = input.read(bytes);
                if (read < 0) {
                    lines.print("END");
                    return;
                }
                lines.print("INPUT " + read + " "
                        + new String(bytes, 0, read, StandardCharsets.UTF_8)
                                .strip()
                                .replaceAll("\\R", " "));
            }
        }
    }

    /** What is printed. One thread. */
    private static final class Lines {
        private final PrintWriter out;
        private long left;

        Lines(PrintWriter out, long most) {
            this.out = out;
            this.left = most;
        }

        boolean more() {
            return left > 0;
        }

        void print(String line) throws IOException {
            if (left > 0) {
                left--;
                out.println(line);
                Output.flush(out);
            }
        }
    }
}
