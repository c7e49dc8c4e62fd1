// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Scheduler;
import dev.poller.blocking.ThreadKind;
import dev.poller.cli.serve.Threads;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code --threads} and {@code --scheduler}: which kind of thread serves a connection, and who runs it. */
public final class ThreadsOption {
    @Option(
            names = "--threads",
            paramLabel = "KIND",
            converter = Converter.class,
            description = "virtual or platform; virtual by default where Java has them (21 and later).")
    private @Nullable ThreadKind threads;

    @Option(
            names = "--scheduler",
            paramLabel = "WHO",
            converter = SchedulerConverter.class,
            description =
                    "jdk, loop or auto: who schedules virtual threads, the JDK (by default) or the loop that polls for"
                            + " them. auto is loop where that is possible and there are several processors.")
    private @Nullable Scheduler scheduler;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** The kind asked for, or the best one here. */
    public ThreadKind kind() {
        ThreadKind kind = threads;
        return kind == null ? ThreadKind.best() : kind;
    }

    /**
     * Who is to run virtual threads; empty if nothing was said, or if there are to be none.
     *
     * @throws ParameterException if a loop is to run them and there are to be none
     */
    public Optional<Scheduler> scheduler() {
        if (scheduler == Scheduler.CARRIER_LOOP && threads == ThreadKind.PLATFORM) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--scheduler loop runs virtual threads, and --threads platform makes none; use one of the two");
        }
        return threads == ThreadKind.PLATFORM ? Optional.empty() : Optional.ofNullable(scheduler);
    }

    /** Threads as asked for, to use a runtime; numbered, their names beginning with this. */
    public Threads of(Netpoll netpoll, String prefix) {
        return netpoll.scheduler() == Scheduler.CARRIER_LOOP && kind() == ThreadKind.VIRTUAL
                ? Threads.onLoops(netpoll, prefix)
                : Threads.from(kind().factory(prefix));
    }

    /** As a user types it. */
    public String word() {
        return kind().name().toLowerCase(Locale.ROOT);
    }

    static final class Converter implements ITypeConverter<ThreadKind> {
        @Override
        public ThreadKind convert(String text) {
            for (ThreadKind kind : ThreadKind.values()) {
                if (kind.name().toLowerCase(Locale.ROOT).equals(text)) {
                    return available(kind);
                }
            }
            throw new TypeConversionException("'" + text + "' is not a kind of thread; type virtual or platform");
        }

        private static ThreadKind available(ThreadKind kind) {
            if (kind.available()) {
                return kind;
            }
            throw new TypeConversionException("virtual threads need Java 21 or later and this is Java "
                    + Runtime.version().feature() + "; type platform");
        }
    }
}
