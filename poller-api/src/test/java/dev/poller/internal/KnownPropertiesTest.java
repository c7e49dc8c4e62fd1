// SPDX-License-Identifier: Apache-2.0
package dev.poller.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The list is that of the sources, and what is near to one of it is misspelt. Clause S7 of docs/contract.md. */
class KnownPropertiesTest {
    private static final Pattern NAME =
            Pattern.compile("String [A-Z_]+ = \"poller\\.([a-z.]+)\"|getProperty\\(\"poller\\.([a-z.]+)\"");

    @ParameterizedTest
    @CsvSource({
        "poller.provder, poller.provider",
        "poller.Provider, poller.provider",
        "poller.lib, poller.libc",
        "poller.schedular, poller.scheduler",
        "poller.loop, poller.loops",
        "poller.busy.poll, poller.busypoll",
        "poller.leak, poller.leaks",
        "Poller.loops, poller.loops",
    })
    void oneThatIsNearToOneOfThemIsMisspelt(String property, String meant) {
        assertEquals(
                List.of("the system property " + property + " has no effect; did you mean " + meant + "?"),
                KnownProperties.misspelt(Set.of(property)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"poller.interval", "poller.threads", "poller.app", "poller.", "pollers.loops", "java.home"})
    void othersAreLeftAlone(String property) {
        assertEquals(List.of(), KnownProperties.misspelt(Set.of(property)));
    }

    @Test
    void whatIsKnownIsNotMisspelt() {
        assertEquals(
                List.of(),
                KnownProperties.misspelt(
                        KnownProperties.NAMES.stream().map("poller."::concat).toList()));
    }

    @Test
    void everyPropertyThatTheSourcesReadIsKnown() throws IOException {
        Set<String> read = new TreeSet<>();
        try (Stream<Path> modules = Files.list(Path.of(".."))) {
            for (Path module : modules.filter(KnownPropertiesTest::isPublished).toList()) {
                collect(module.resolve("src/main/java"), read);
            }
        }
        assertEquals(new TreeSet<>(KnownProperties.NAMES), read);
    }

    private static boolean isPublished(Path module) {
        return module.getFileName().toString().startsWith("poller-")
                && Files.isDirectory(module.resolve("src/main/java"));
    }

    private static void collect(Path sources, Set<String> read) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                Matcher names = NAME.matcher(Files.readString(file));
                while (names.find()) {
                    read.add(names.group(1) == null ? names.group(2) : names.group(1));
                }
            }
        }
    }
}
