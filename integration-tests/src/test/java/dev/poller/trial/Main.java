// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial;

import dev.poller.trial.run.TrialArguments;
import dev.poller.trial.soak.Soak;
import java.util.Arrays;

/** {@code faults} or {@code soak}, and their options. */
final class Main {
    private Main() {}

    /** See {@link TrialArguments}. */
    public static void main(String[] arguments) throws Exception {
        TrialArguments rest = new TrialArguments(Arrays.copyOfRange(arguments, 1, arguments.length));
        // Loads what installs a handler for the signal that a storm of signals sends.
        java.nio.channels.SocketChannel.open().close();
        System.exit(
                switch (arguments[0]) {
                    case "faults" -> FaultRuns.run(rest);
                    case "soak" -> Soak.run(rest);
                    default -> throw new IllegalArgumentException(arguments[0]);
                });
    }
}
