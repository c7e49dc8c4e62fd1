// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bindings give the same answer to everything, errors included. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "there is a table of C constants for Linux only")
@Timeout(60)
final class BindingParityIT {
    static Stream<LibcCase> cases() {
        return Stream.of(
                        DescriptorCases.all(),
                        SourceCases.all(),
                        SocketCases.all(),
                        DatagramCases.all(),
                        EpollCases.all(),
                        KqueueCases.all())
                .flatMap(cases -> cases.stream());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void bothAnswerTheSame(LibcCase use) throws Exception {
        Object expected = answer(use, "jna");
        assertEquals(expected, answer(use, "ffm"));
    }

    @Test
    void noMethodIsForgotten() {
        Set<String> methods = Arrays.stream(Libc.class.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(methods, cases().map(LibcCase::method).collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Object answer(LibcCase use, String binding) throws Exception {
        try (Scene scene = new Scene(Packaged.libc(binding))) {
            return use.call().on(scene);
        }
    }
}
