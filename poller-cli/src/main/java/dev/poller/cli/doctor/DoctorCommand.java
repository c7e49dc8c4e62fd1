// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.doctor;

import dev.poller.cli.BuildVersion;
import dev.poller.cli.Json;
import dev.poller.cli.Limits;
import dev.poller.cli.SharedOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the selection with all its reasons. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Say which provider this machine gets and why: platform, Java, every provider with its reason,"
                + " limits. Exit status 0 if a provider works, 1 if none does.")
public final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private final SharedOptions shared = new SharedOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Diagnosis diagnosis =
                new Diagnosis(shared.report(), Runtime.version(), Limits.current(), BuildVersion.version());
        String text = json ? Json.text(DiagnosisJson.of(diagnosis)) : DiagnosisText.of(diagnosis);
        spec.commandLine().getOut().println(text);
        return diagnosis.report().selected().isPresent() ? 0 : 1;
    }
}
