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
    private static final List<String> AT_RUN_TIME = List.of(
            "poller-api", "poller-libc", "poller-descriptor", "poller-epoll", "poller-nio-fallback", "poller-blocking");

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
        return find(name -> name.startsWith("jna-") || AT_RUN_TIME.stream().anyMatch(name::startsWith)).stream()
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static List<Path> find(Predicate<String> name) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::isRegularFile)
                .filter(path -> name.test(path.getFileName().toString()))
                .toList();
    }
}
