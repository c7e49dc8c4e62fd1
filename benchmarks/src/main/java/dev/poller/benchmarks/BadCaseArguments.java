// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks;

import dev.poller.benchmarks.run.BadCases;
import dev.poller.benchmarks.run.Shapes;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The option --bad-cases; picocli fills it. */
final class BadCaseArguments {
    private static final String ALL = "all";

    @Option(
            names = "--bad-cases",
            arity = "0..1",
            split = ",",
            fallbackValue = ALL,
            paramLabel = "NAME",
            description =
                    "Only these, all without NAME: a flood, a handler that never waits, a storm of connects, a burst"
                            + " after silence, a trickle, threads started elsewhere, poll returns while nothing happens, streams"
                            + " beside short questions; --list names them. A full run has them too, --quick has not.")
    private List<String> names = List.of();

    /** Groups of shapes first. */
    static List<String> names() {
        return Stream.concat(Shapes.BAD_CASES.stream(), BadCases.NAMES.stream()).toList();
    }

    /** Whether nothing but bad cases is to be measured. */
    boolean asked() {
        return !names.isEmpty();
    }

    /** The groups of shapes among what is asked for. */
    List<String> shapes(CommandLine line) {
        check(line);
        return names.contains(ALL)
                ? Shapes.BAD_CASES
                : names.stream().filter(Shapes.BAD_CASES::contains).toList();
    }

    /** What is asked for and is no shape. */
    List<String> cases(CommandLine line) {
        check(line);
        return names.contains(ALL)
                ? BadCases.NAMES
                : names.stream()
                        .flatMap(name -> BadCases.named(name).stream())
                        .distinct()
                        .toList();
    }

    private void check(CommandLine line) {
        for (String name : names) {
            if (!name.equals(ALL)
                    && !Shapes.BAD_CASES.contains(name)
                    && BadCases.named(name).isEmpty()) {
                throw new ParameterException(line, "no such bad case: " + name + "; --list names them");
            }
        }
    }
}
