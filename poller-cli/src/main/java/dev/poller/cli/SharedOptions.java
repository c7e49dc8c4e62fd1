// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import dev.poller.PollerReport;
import dev.poller.Pollers;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.NetpollOptions;
import dev.poller.blocking.Scheduler;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options of every command. */
public final class SharedOptions {
    @Option(
            names = "--provider",
            paramLabel = "NAME",
            description =
                    "Use this provider; wins over the system property poller.provider and the environment variable"
                            + " POLLER_PROVIDER.")
    private @Nullable String provider;

    @Option(names = "--verbose", description = "Say more; a failure shows its stack trace.")
    private boolean verbose;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /** The provider asked for on the command line; null if none was. */
    public @Nullable String provider() {
        return provider;
    }

    /** True if the user wants to see everything. */
    public boolean verbose() {
        return verbose;
    }

    /** A runtime over the provider asked for. If its scheduler was chosen, a line on stderr says which and why. */
    public Netpoll openNetpoll(Optional<Scheduler> scheduler) throws IOException {
        return openNetpoll(options(scheduler));
    }

    /**
     * As {@link #openNetpoll(Optional)}, for a program that is both ends of its connections: all its work is done on
     * the loops, and none in another process, so there is one loop for each processor.
     */
    public Netpoll openForBothEnds(Optional<Scheduler> scheduler) throws IOException {
        boolean loops = scheduler.isPresent() && scheduler.get() != Scheduler.JDK;
        boolean chosen = System.getProperty(NetpollOptions.LOOPS) != null;
        NetpollOptions options = options(scheduler);
        return openNetpoll(loops && !chosen ? options.loops(Runtime.getRuntime().availableProcessors()) : options);
    }

    private Netpoll openNetpoll(NetpollOptions options) throws IOException {
        Netpoll netpoll = open(options);
        netpoll.schedulerReason()
                .ifPresent(reason -> spec.commandLine()
                        .getErr()
                        .println("poller: scheduler " + netpoll.scheduler().word() + ", because: " + reason));
        return netpoll;
    }

    private NetpollOptions options(Optional<Scheduler> scheduler) throws CommandFailedException {
        try {
            NetpollOptions defaults = Netpoll.options();
            NetpollOptions options = scheduler.map(defaults::scheduler).orElse(defaults);
            String name = provider;
            return name == null ? options : options.provider(name);
        } catch (IllegalArgumentException impossible) {
            throw new CommandFailedException(String.valueOf(impossible.getMessage()), impossible);
        }
    }

    private static Netpoll open(NetpollOptions options) throws IOException {
        try {
            return options.open();
        } catch (UnsupportedOperationException | IllegalArgumentException impossible) {
            throw new CommandFailedException(String.valueOf(impossible.getMessage()), impossible);
        }
    }

    /** The selection as {@link #openNetpoll} sees it. */
    public PollerReport report() {
        String name = provider;
        return name == null ? Pollers.report() : Pollers.report(name);
    }
}
