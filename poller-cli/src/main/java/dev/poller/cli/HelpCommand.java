// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** What {@code --help} prints. */
@Command(
        name = "help",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Print the list of commands, or the help of one command.")
final class HelpCommand implements Runnable {
    @Parameters(paramLabel = "COMMAND", arity = "0..1", description = "The command.")
    private @Nullable String command;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine root = Objects.requireNonNull(spec.commandLine().getParent());
        String name = command;
        CommandLine about = name == null ? root : root.getSubcommands().get(name);
        if (about == null) {
            throw new UnmatchedArgumentException(root, List.of(String.valueOf(name)), "");
        }
        about.usage(root.getOut());
    }
}
