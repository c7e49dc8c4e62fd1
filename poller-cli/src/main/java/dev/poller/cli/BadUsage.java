// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers a command line that is not understood: one line that says what is wrong and what to type; status 2. */
final class BadUsage implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine line = failure.getCommandLine();
        String what = failure instanceof UnmatchedArgumentException unmatched
                ? unmatched(unmatched)
                : RunTimeFailure.oneLine(String.valueOf(failure.getMessage()));
        line.getErr()
                .println("poller: " + what + " (try '" + line.getCommandSpec().qualifiedName() + " --help')");
        return line.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String unmatched(UnmatchedArgumentException failure) {
        boolean root = failure.getCommandLine().getParent() == null;
        String argument =
                failure.getUnmatched().isEmpty() ? "" : failure.getUnmatched().get(0);
        String kind = failure.isUnknownOption() ? "unknown option" : root ? "unknown command" : "unexpected argument";
        List<String> suggestions = failure.getSuggestions();
        String hint = suggestions.isEmpty() ? "" : "; did you mean '" + suggestions.get(0) + "'?";
        return kind + " '" + argument + "'" + hint;
    }
}
