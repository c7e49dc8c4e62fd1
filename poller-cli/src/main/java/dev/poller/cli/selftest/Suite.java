// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.selftest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The conformance suites, by the names that a user types. */
enum Suite {
    POLLER(PollerSuite.class),
    VIRTUAL(VirtualThreadSuite.class),
    PLATFORM(PlatformThreadSuite.class),
    LOOPS(CarrierLoopSuite.class),
    UNIX(UnixSuite.class);

    private final Class<?> tests;

    Suite(Class<?> tests) {
        this.tests = tests;
    }

    /** The classes that JUnit runs; of all suites if none are given. */
    static List<Class<?>> tests(List<Suite> suites) {
        return (suites.isEmpty() ? List.of(values()) : suites)
                .stream().distinct().<Class<?>>map(suite -> suite.tests).toList();
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static final class Converter implements ITypeConverter<Suite> {
        @Override
        public Suite convert(String text) {
            return Arrays.stream(values())
                    .filter(suite -> suite.word().equals(text))
                    .findAny()
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is not a suite; type "
                            + Arrays.stream(values()).map(Suite::word).collect(Collectors.joining(", "))));
        }
    }
}
