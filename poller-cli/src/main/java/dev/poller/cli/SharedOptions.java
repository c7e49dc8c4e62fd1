// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import dev.poller.PollerReport;
import dev.poller.Pollers;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.NetpollOptions;
import dev.poller.blocking.Scheduler;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
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
        return told(open(scheduler, OptionalInt.empty()));
    }

    /**
     * As {@link #openNetpoll(Optional)}, for a program that is both ends of its connections: none of its work is done
     * in another process, so if it has carrier loops it has one for each processor, unless the user wants another
     * number.
     */
    public Netpoll openForBothEnds(Optional<Scheduler> scheduler) throws IOException {
        Netpoll netpoll = open(scheduler, OptionalInt.empty());
        if (netpoll.scheduler() == Scheduler.CARRIER_LOOP && System.getProperty(NetpollOptions.LOOPS) == null) {
            netpoll.close();
            netpoll = open(scheduler, OptionalInt.of(Runtime.getRuntime().availableProcessors()));
        }
        return told(netpoll);
    }

    private Netpoll told(Netpoll netpoll) {
        netpoll.schedulerReason()
                .ifPresent(reason -> spec.commandLine()
                        .getErr()
                        .println("poller: scheduler " + netpoll.scheduler().word() + ", because: " + reason));
        return netpoll;
    }

    private Netpoll open(Optional<Scheduler> scheduler, OptionalInt loops) throws IOException {
        try {
            NetpollOptions options = Netpoll.options();
            if (scheduler.isPresent()) {
                options = options.scheduler(scheduler.get());
            }
            if (loops.isPresent()) {
                options = options.loops(loops.getAsInt());
            }
            String name = provider;
            return (name == null ? options : options.provider(name)).open();
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
