// SPDX-License-Identifier: Apache-2.0
package dev.poller.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The figure of the modules in ARCHITECTURE.md is what the module descriptors say; shortcuts are left out. */
class ModulesFigureTest {
    private static final Pattern MODULE = Pattern.compile("(?m)^(?:open )?module (dev\\.poller(?:\\.\\w+)?)");
    private static final Pattern REQUIRES =
            Pattern.compile("(?m)^ *requires (?:transitive |static )*(dev\\.poller\\.\\w+);");
    private static final Pattern FIGURE = Pattern.compile("## Modules\\n[\\s\\S]*?(```mermaid\\n[\\s\\S]*?\\n```)");

    @Test
    void theFigureOfTheModulesIsWhatTheDescriptorsSay() throws IOException {
        assertEquals(
                figure(requires()),
                FIGURE.matcher(Files.readString(Pages.ROOT.resolve("ARCHITECTURE.md")))
                        .results()
                        .map(found -> found.group(1))
                        .findFirst()
                        .orElse("there is no figure below the heading Modules"));
    }

    /** Which module requires which, by the names of their directories. */
    private static Map<String, Set<String>> requires() throws IOException {
        Map<String, String> text = new TreeMap<>();
        Map<String, String> directory = new TreeMap<>();
        try (Stream<Path> directories = Files.list(Pages.ROOT)) {
            for (Path module : directories.toList()) {
                Path descriptor = module.resolve("src/main/java/module-info.java");
                if (Files.exists(descriptor)) {
                    String name = String.valueOf(module.getFileName());
                    String declared = Files.readString(descriptor);
                    text.put(name, declared);
                    directory.put(found(MODULE, declared).get(0), name);
                }
            }
        }
        Map<String, Set<String>> requires = new TreeMap<>();
        text.forEach((name, descriptor) -> requires.put(
                name,
                found(REQUIRES, descriptor).stream()
                        .map(required -> directory.getOrDefault(required, required))
                        .collect(Collectors.toCollection(TreeSet::new))));
        return requires;
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1)).toList();
    }

    private static String figure(Map<String, Set<String>> requires) {
        return requires.entrySet().stream()
                .flatMap(from -> from.getValue().stream()
                        .filter(to -> from.getValue().stream()
                                .noneMatch(other -> reachable(requires, other).contains(to)))
                        .map(to -> "    " + from.getKey() + " --> " + to))
                .collect(Collectors.joining("\n", "```mermaid\nflowchart TD\n", "\n```"));
    }

    private static Set<String> reachable(Map<String, Set<String>> requires, String from) {
        Set<String> found = new TreeSet<>(requires.getOrDefault(from, Set.of()));
        Set.copyOf(found).forEach(next -> found.addAll(reachable(requires, next)));
        return found;
    }
}
