// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The descriptors of this process as Linux shows them in /proc; empty where there is no such thing. Any thread may
 * call.
 */
public final class Descriptors {
    private static final Path TABLE = Path.of("/proc/self/fd");
    private static final String WATCHED = "tfd:";
    private static final int LOOKS = 20;

    private Descriptors() {}

    /** True where the table can be read; a test that needs it assumes this. */
    public static boolean visible() {
        return Files.isDirectory(TABLE);
    }

    /** Number and target of every open descriptor, for example {@code 7 -> socket:[4711]}. */
    public static Map<Integer, String> table() {
        Map<Integer, String> table = new TreeMap<>();
        if (!visible()) {
            return table;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(TABLE)) {
            for (Path entry : entries) {
                target(entry)
                        .ifPresent(target ->
                                table.put(Integer.parseInt(entry.getFileName().toString()), target));
            }
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
        return table;
    }

    /** How many descriptors of the kinds that pollers and sockets are made of are open, by kind. */
    public static Map<String, Long> counts() {
        return table().values().stream()
                .map(Descriptors::kind)
                .filter(kind -> !kind.equals("file"))
                .collect(Collectors.groupingBy(kind -> kind, TreeMap::new, Collectors.counting()));
    }

    /** Returns once they stay the same for a while: libraries return some from threads of their own. */
    public static void awaitSettled() throws Exception {
        List<Map<String, Long>> looks = new ArrayList<>();
        Await.until("the open descriptors stay the same", () -> {
            looks.add(counts());
            int from = looks.size() - LOOKS;
            return from >= 0 && new HashSet<>(looks.subList(from, looks.size())).size() == 1;
        });
    }

    /**
     * The descriptors an epoll instance watches.
     *
     * @param epfd the instance
     */
    public static Set<Integer> watchedBy(int epfd) {
        try {
            return Files.readAllLines(Path.of("/proc/self/fdinfo", Integer.toString(epfd))).stream()
                    .filter(line -> line.startsWith(WATCHED))
                    .map(line -> Integer.valueOf(
                            line.substring(WATCHED.length()).strip().split(" ", 2)[0]))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException closedMeanwhile) {
            return Set.of();
        }
    }

    private static Optional<String> target(Path entry) {
        try {
            return Optional.of(Files.readSymbolicLink(entry).toString());
        } catch (IOException closedMeanwhile) {
            return Optional.empty();
        }
    }

    private static String kind(String target) {
        if (target.startsWith("anon_inode:")) {
            return target.substring("anon_inode:".length());
        }
        int colon = target.indexOf(":[");
        return colon < 0 ? "file" : target.substring(0, colon);
    }
}
