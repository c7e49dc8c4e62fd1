// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The figure of the floors in ARCHITECTURE.md is what the classes say. Packages of one floor with the same arrows are
 * one box; an arrow that follows from others is left out. Runs in the module's directory, as Maven does it.
 */
class FloorsFigureTest {
    private static final String ROOT = "dev.poller.blocking";

    /** Every floor may use them, so that their arrows would say nothing. */
    private static final Set<String> BESIDE = Set.of("inspect", "internal.address");

    @Test
    void theFigureOfTheFloorsIsWhatTheClassesSay() throws IOException {
        String page = Files.readString(Path.of("..", "ARCHITECTURE.md"));
        String figure = figure(boxes(reduced(dependencies())));
        assertTrue(page.contains(figure), () -> "ARCHITECTURE.md does not have this figure:\n" + figure);
    }

    /** Which package uses which directly. */
    private static Map<String, Set<String>> dependencies() {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT)) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String from = name(type);
                String to = name(dependency.getTargetClass());
                if (!from.isEmpty() && !to.isEmpty() && !from.equals(to)) {
                    uses.computeIfAbsent(from, any -> new TreeSet<>()).add(to);
                    uses.computeIfAbsent(to, any -> new TreeSet<>());
                }
            }
        }
        return uses;
    }

    /** A package as the figure names it; empty for what is not in the figure. */
    private static String name(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(ROOT)) {
            return "";
        }
        String below = name.equals(ROOT) ? ROOT : name.substring(ROOT.length() + 1);
        return BESIDE.contains(below) ? "" : below;
    }

    /** Without the arrows that a longer way makes unnecessary. */
    private static Map<String, Set<String>> reduced(Map<String, Set<String>> uses) {
        Map<String, Set<String>> kept = new TreeMap<>();
        uses.forEach((from, direct) -> kept.put(
                from,
                direct.stream()
                        .filter(to -> direct.stream()
                                .noneMatch(other -> !other.equals(to)
                                        && reachable(uses, other).contains(to)))
                        .collect(Collectors.toCollection(TreeSet::new))));
        return kept;
    }

    private static Set<String> reachable(Map<String, Set<String>> uses, String from) {
        Set<String> found = new TreeSet<>(uses.getOrDefault(from, Set.of()));
        Set.copyOf(found).forEach(next -> found.addAll(reachable(uses, next)));
        return found;
    }

    /** Packages with the same arrows from and to them, by the name of their box. */
    private static Map<String, Set<String>> boxes(Map<String, Set<String>> uses) {
        Map<String, String> boxOf = new TreeMap<>();
        uses.forEach((name, direct) -> boxOf.put(
                name,
                uses.keySet().stream()
                        .filter(other -> direct.equals(uses.get(other))
                                && users(uses, other).equals(users(uses, name)))
                        .collect(Collectors.joining("<br>"))));
        Map<String, Set<String>> boxes = new TreeMap<>();
        uses.forEach((from, direct) ->
                direct.forEach(to -> boxes.computeIfAbsent(boxOf.getOrDefault(from, from), any -> new TreeSet<>())
                        .add(boxOf.getOrDefault(to, to))));
        return boxes;
    }

    private static Set<String> users(Map<String, Set<String>> uses, String used) {
        return uses.keySet().stream()
                .filter(name -> uses.getOrDefault(name, Set.of()).contains(used))
                .collect(Collectors.toSet());
    }

    private static String figure(Map<String, Set<String>> boxes) {
        return boxes.entrySet().stream()
                .flatMap(from -> from.getValue().stream().map(to -> "    " + box(from.getKey()) + " --> " + box(to)))
                .collect(Collectors.joining("\n", "```mermaid\nflowchart TD\n", "\n```"));
    }

    private static String box(String packages) {
        String id = packages.replaceAll("<br>.*", "").replaceAll(".*\\.", "");
        return id + "[\"" + packages + "\"]";
    }
}
