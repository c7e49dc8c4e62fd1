// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks;

import java.util.stream.Collectors;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;

/** Answers a command line that is not understood: one line that says what is wrong and what to type; status 2. */
final class BadUsage implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        String what = String.valueOf(failure.getMessage())
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
        failure.getCommandLine().getErr().println("benchmarks: " + what + " (try 'benchmarks/run --help')");
        return failure.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
    }
}
