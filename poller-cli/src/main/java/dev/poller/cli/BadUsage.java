// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import dev.poller.internal.Nearest;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers a command line that is not understood: one line that says what is wrong and what to type; status 2. */
final class BadUsage implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine line = failure.getCommandLine();
        String what = what(failure);
        line.getErr()
                .println("poller: " + what + " (try '" + line.getCommandSpec().qualifiedName() + " --help')");
        return line.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String what(ParameterException failure) {
        if (failure instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        // picocli looks for what is missing first; but a misspelled option is the reason why another one is missing.
        List<String> unmatched = failure.getCommandLine().getUnmatchedArguments();
        return failure instanceof MissingParameterException && !unmatched.isEmpty()
                ? unmatched(new UnmatchedArgumentException(failure.getCommandLine(), unmatched, ""))
                : RunTimeFailure.oneLine(String.valueOf(failure.getMessage()));
    }

    /** Not picocli's own suggestions: those compare pairs of letters and find nothing for short words. */
    private static Optional<String> meant(CommandLine line, String argument, boolean option) {
        String word = option ? argument.split("=", 2)[0] : argument;
        return Nearest.to(
                word,
                option
                        ? line.getCommandSpec().optionsMap().keySet()
                        : line.getSubcommands().keySet());
    }

    private static String unmatched(UnmatchedArgumentException failure) {
        boolean root = failure.getCommandLine().getParent() == null;
        String argument =
                failure.getUnmatched().isEmpty() ? "" : failure.getUnmatched().get(0);
        String kind = failure.isUnknownOption() ? "unknown option" : root ? "unknown command" : "unexpected argument";
        return kind + " '" + argument + "'"
                + meant(failure.getCommandLine(), argument, failure.isUnknownOption())
                        .map(word -> "; did you mean '" + word + "'?")
                        .orElse("");
    }
}
