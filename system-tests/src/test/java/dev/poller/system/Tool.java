// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** Finds the programs that tests need; a test whose program is not there is skipped. Any thread may call. */
final class Tool {
    /** Debian has several versions side by side, none of them on the path. */
    private static final Path POSTGRES = Path.of("/usr/lib/postgresql");

    private Tool() {}

    /** A program on the path, or among those that are only for root's. */
    static String find(String name) {
        Stream<String> path = Stream.of(System.getenv("PATH").split(":", -1));
        return find(
                name,
                Stream.concat(path, Stream.of("/usr/local/sbin", "/usr/sbin", "/sbin"))
                        .filter(directory -> !directory.isEmpty())
                        .map(Path::of)
                        .toList());
    }

    /** A program of PostgreSQL, server or client. */
    static String findPostgres(String name) throws IOException {
        List<Path> directories = new ArrayList<>();
        if (Files.isDirectory(POSTGRES)) {
            try (DirectoryStream<Path> versions = Files.newDirectoryStream(POSTGRES)) {
                versions.forEach(version -> directories.add(version.resolve("bin")));
            }
        }
        return find(name, directories);
    }

    private static String find(String name, List<Path> directories) {
        Optional<Path> found = directories.stream()
                .map(directory -> directory.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
        return found.orElseThrow(() -> new TestAbortedException("Assumption failed: there is no " + name + " here"))
                .toString();
    }
}
