// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What {@code --version} prints. */
@Command(
        name = "version",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Print the version of this program and of Java.")
final class VersionCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        Objects.requireNonNull(spec.commandLine().getParent())
                .printVersionHelp(spec.commandLine().getOut());
    }
}
