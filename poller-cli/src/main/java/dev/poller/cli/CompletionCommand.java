// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import java.util.Objects;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A script that has bash and zsh complete commands and options. */
@Command(
        name = "generate-completion",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Print a script that has bash and zsh complete the words of this program.",
        footer = {"", "In bash: source <(./poller generate-completion)"})
final class CompletionCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        CommandLine root = Objects.requireNonNull(spec.commandLine().getParent());
        root.getOut().print(AutoComplete.bash(root.getCommandName(), root));
    }
}
