// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.top;

import dev.poller.cli.BuildVersion;
import dev.poller.cli.CommandFailedException;
import dev.poller.cli.Output;
import dev.poller.cli.PeriodConverter;
import dev.poller.cli.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.UndeclaredThrowableException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what the runtimes of a program are doing. */
@Command(
        name = "top",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Show the descriptors of a running program, which threads wait for them, and their rates.",
        footer = {
            "",
            "The program needs no preparation if Poller is on its class path. With a PID this command attaches to the"
                    + " process, which starts the management agent of its Java.",
            "With -Dpoller.inspect=waits the program also records how long its threads have waited."
        })
public final class TopCommand implements Callable<Integer> {
    private static final Pattern TARGET = Pattern.compile("[1-9]\\d{0,9}|[^\\s:]*:\\d{1,5}|\\[[0-9a-fA-F:]+]:\\d{1,5}");

    @Parameters(paramLabel = "PID|HOST:PORT", description = "A process of this machine, or the address of its JMX.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String target;

    @Option(
            names = "--interval",
            paramLabel = "PERIOD",
            defaultValue = "1s",
            converter = PeriodConverter.class,
            description = "The time between two refreshes, for example 500ms; ${DEFAULT-VALUE} by default.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Duration interval;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "0",
            description = "End after N refreshes; by default when the program ends.")
    private long count;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "20",
            description = "Show at most N descriptors of each runtime, the busiest; ${DEFAULT-VALUE} by default.")
    private int rows;

    @Option(names = "--verbose", description = "A failure shows its stack trace.")
    @SuppressWarnings("UnusedVariable") // looked for when something fails
    private boolean verbose;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!TARGET.matcher(target).matches()) {
            throw bad("'" + target + "' is neither the number of a process nor HOST:PORT");
        }
        if (count < 0 || rows < 1) {
            throw bad(count < 0 ? "--count: " + count + " is negative" : "--rows: " + rows + " is not positive");
        }
        try (Target seen = Target.connect(target)) {
            show(seen);
        }
        return 0;
    }

    private ParameterException bad(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void show(Target seen) throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        String clear = Terminal.isThere() ? "\u001b[H\u001b[J" : "";
        Screen screen = new Screen(rows);
        for (long i = 0; count == 0 || i < count; i++) {
            if (i > 0) {
                TimeUnit.NANOSECONDS.sleep(interval.toNanos());
            }
            String text;
            try {
                text = screen.of(seen.bean().getRuntimes(), System.nanoTime());
            } catch (UndeclaredThrowableException lost) {
                throw new CommandFailedException(target + " has ended, or its connection is lost", lost.getCause());
            }
            out.print(clear + text + (clear.isEmpty() && i + 1 != count ? "\n" : ""));
            Output.flush(out);
        }
    }
}
