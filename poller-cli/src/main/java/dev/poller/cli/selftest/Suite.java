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
    UNIX(UnixSuite.class),
    ADOPTED(AdoptedSuite.class),
    PIPES(PipeSuite.class),
    DATAGRAMS(UdpSuite.class, UnixDatagramSuite.class, SeqpacketSuite.class);

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<Class<?>> tests;

    Suite(Class<?>... tests) {
        this.tests = List.of(tests);
    }

    /** The classes that JUnit runs; of all suites if none are given. */
    static List<Class<?>> tests(List<Suite> suites) {
        return (suites.isEmpty() ? List.of(values()) : suites)
                .stream().distinct().flatMap(suite -> suite.tests.stream()).toList();
    }

    /** Every name, for messages. */
    static String words() {
        return Arrays.stream(values()).map(Suite::word).collect(Collectors.joining(", "));
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
                    .orElseThrow(() -> new TypeConversionException("'" + text + "' is not a suite; type " + words()));
        }
    }
}
