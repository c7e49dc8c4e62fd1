// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What the system lets this process hold. Read from /proc; where there is none, the values are absent.
 *
 * @param softOpenFiles RLIMIT_NOFILE as it is now: the JVM raises it to the hard limit when it starts
 * @param hardOpenFiles as far as it can be raised
 * @param maxUserWatches registrations with epoll, of one user
 */
public record Limits(OptionalLong softOpenFiles, OptionalLong hardOpenFiles, OptionalLong maxUserWatches) {
    private static final String OPEN_FILES = "Max open files";

    /** The limits of this process. */
    public static Limits current() throws IOException {
        return read(Path.of("/proc/self/limits"), Path.of("/proc/sys/fs/epoll/max_user_watches"));
    }

    static Limits read(Path limits, Path watches) throws IOException {
        List<String> open = lines(limits).stream()
                .filter(line -> line.startsWith(OPEN_FILES))
                .flatMap(line ->
                        Stream.of(line.substring(OPEN_FILES.length()).strip().split("\\s+", -1)))
                .toList();
        return new Limits(number(open, 0), number(open, 1), number(lines(watches), 0));
    }

    /** How many descriptors this process holds; absent where /proc does not tell. */
    public static OptionalLong openDescriptors() throws IOException {
        try (Stream<Path> entries = Files.list(Path.of("/proc/self/fd"))) {
            return OptionalLong.of(entries.count());
        } catch (NoSuchFileException absent) {
            return OptionalLong.empty();
        }
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
    }

    /** "unlimited" is absent too: there is nothing to compare with. */
    private static OptionalLong number(List<String> words, int index) {
        return index < words.size() && words.get(index).matches("\\d+")
                ? OptionalLong.of(Long.parseLong(words.get(index)))
                : OptionalLong.empty();
    }
}
