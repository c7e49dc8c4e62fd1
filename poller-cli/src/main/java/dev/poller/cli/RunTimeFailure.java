// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import java.net.UnknownHostException;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Answers a command that failed: one line, the stack trace only with --verbose; status 1. */
public final class RunTimeFailure implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
        line.getErr().println("poller: " + reason(failure));
        if (verbose(parsed)) {
            failure.printStackTrace(line.getErr());
        }
        return line.getCommandSpec().exitCodeOnExecutionException();
    }

    /** What went wrong, in one line. */
    public static String reason(Throwable failure) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getClass().getSimpleName();
        }
        if (failure instanceof UnknownHostException) {
            return "unknown host: " + oneLine(message);
        }
        // These were not made to be read by users, so their kind belongs to the message.
        boolean ours = failure instanceof java.io.IOException;
        return ours ? oneLine(message) : failure.getClass().getSimpleName() + ": " + oneLine(message);
    }

    static String oneLine(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining(" "));
    }

    private static boolean verbose(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return last.hasMatchedOption("--verbose");
    }
}
