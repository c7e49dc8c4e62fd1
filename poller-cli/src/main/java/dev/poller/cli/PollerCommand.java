// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import dev.poller.cli.attempt.TryCommand;
import dev.poller.cli.demo.DemoCommand;
import dev.poller.cli.doctor.DoctorCommand;
import dev.poller.cli.selftest.SelfTestCommand;
import dev.poller.cli.serve.EchoCommand;
import dev.poller.cli.serve.ProxyCommand;
import dev.poller.cli.top.TopCommand;
import dev.poller.cli.watch.WatchCommand;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code poller} itself: it has commands and does nothing alone. */
@Command(
        name = "poller",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Blocking I/O for Java threads over epoll, kqueue or java.nio.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands ('poller help COMMAND' says more):%n",
        footerHeading = "%nExit status:%n",
        footer = {
            "  0  done",
            "  1  failed; one line says why, --verbose adds the stack trace",
            "  2  the command line was not understood"
        },
        subcommands = {
            DoctorCommand.class,
            DemoCommand.class,
            EchoCommand.class,
            ProxyCommand.class,
            WatchCommand.class,
            TryCommand.class,
            TopCommand.class,
            SelfTestCommand.class,
            HelpCommand.class,
            VersionCommand.class,
            AutoComplete.GenerateCompletion.class
        })
final class PollerCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    /**
     * All commands.
     *
     * @param colour asked when help is printed: the answer takes time
     */
    static CommandLine line(PrintWriter out, PrintWriter err, BooleanSupplier colour) {
        CommandLine line = new CommandLine(new PollerCommand());
        line.setOut(out);
        line.setErr(err);
        line.setHelpFactory(
                (spec, scheme) -> new Help(spec, Help.defaultColorScheme(colour.getAsBoolean() ? Ansi.ON : Ansi.OFF)));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        // What comes after the program's name is the program's.
        Objects.requireNonNull(line.getSubcommands().get("try")).setStopAtPositional(true);
        line.setParameterExceptionHandler(new BadUsage());
        line.setExecutionExceptionHandler(new RunTimeFailure());
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "a command is missing; there are: "
                        + String.join(", ", spec.subcommands().keySet()));
    }
}
