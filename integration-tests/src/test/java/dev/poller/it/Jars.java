// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The jars on this test's own class path. */
final class Jars {
    /** What a dependency on the blocking layer, epoll and nio brings. */
    private static final List<String> AT_RUN_TIME = List.of(
            "poller-api", "poller-libc", "poller-descriptor", "poller-epoll", "poller-nio-fallback", "poller-blocking");

    /** What Java 17 to 21 need besides. */
    private static final List<String> JNA = List.of("poller-jna", "jna-");

    private Jars() {}

    /** Everything that is published. */
    static List<Path> published() {
        return find(name -> name.startsWith("poller-") && !name.startsWith("poller-integration-tests"));
    }

    /** The one with native calls. */
    static Path libc() {
        return find(name -> name.startsWith("poller-libc-")).get(0);
    }

    /** The provider over kqueue, which programs on Linux need not have. */
    static Path kqueue() {
        return find(name -> name.startsWith("poller-kqueue-")).get(0);
    }

    /** What a program needs, JNA included, as a path argument. */
    static String runtimePath() {
        return path(name -> isOf(AT_RUN_TIME, name) || isOf(JNA, name));
    }

    /** The same without what Java 22 and later do not need. */
    static String runtimePathWithoutJna() {
        return path(name -> isOf(AT_RUN_TIME, name));
    }

    /** What a dependency on the one artifact brings. */
    static String everythingWithoutJna() {
        return path(
                name -> isOf(AT_RUN_TIME, name) || name.startsWith("poller-kqueue") || name.matches("poller-[0-9].*"));
    }

    private static boolean isOf(List<String> artifacts, String name) {
        return artifacts.stream().anyMatch(name::startsWith);
    }

    private static String path(Predicate<String> name) {
        return find(name).stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static List<Path> find(Predicate<String> name) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::isRegularFile)
                .filter(path -> name.test(path.getFileName().toString()))
                .toList();
    }
}
