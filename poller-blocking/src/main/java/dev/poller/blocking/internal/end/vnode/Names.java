// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.vnode;

import dev.poller.FileChange;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The names in a directory at one time, each with what tells its file from others. Immutable. */
record Names(Map<String, Entry> entries) {
    static final Names NONE = new Names(Map.of());

    /**
     * What a name stands for.
     *
     * @param key the file's, the same under another name; null if the file system has none
     */
    record Entry(@Nullable Object key, boolean isRegular) {}

    /**
     * What has become of a name.
     *
     * @param other of one that was moved, the name it has got
     */
    record Difference(FileChange what, String name, String other) {
        Difference(FileChange what, String name) {
            this(what, name, "");
        }
    }

    /** None if the directory is not there any more; a file that goes meanwhile is not there. */
    static Names of(Path directory) throws IOException {
        Map<String, Entry> entries = new TreeMap<>();
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(directory)) {
            for (Path path : paths) {
                entry(path).ifPresent(entry -> entries.put(path.getFileName().toString(), entry));
            }
        } catch (NoSuchFileException gone) {
            return NONE;
        } catch (DirectoryIteratorException failure) {
            throw failure.getCause();
        }
        return new Names(entries);
    }

    private static Optional<Entry> entry(Path path) throws IOException {
        try {
            BasicFileAttributes of = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return Optional.of(new Entry(of.fileKey(), of.isRegularFile()));
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        }
    }

    /** The names of regular files. */
    Set<String> regular() {
        return entries.entrySet().stream()
                .filter(each -> each.getValue().isRegular())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /**
     * What has become of these names. A file that has got another name was moved; a name that stands for another file
     * was deleted and made anew, unless that was moved here.
     */
    List<Difference> until(Names now) {
        Map<Object, String> lost = new HashMap<>();
        entries.forEach((name, entry) -> {
            if (entry.key() != null && !entry.equals(now.entries.get(name))) {
                lost.put(entry.key(), name);
            }
        });
        List<Difference> moved = new ArrayList<>();
        List<Difference> made = new ArrayList<>();
        Set<String> ofMoves = new HashSet<>();
        now.entries.forEach((name, entry) -> {
            if (!entry.equals(entries.get(name))) {
                String before = entry.key() == null ? null : lost.remove(entry.key());
                if (before == null) {
                    made.add(new Difference(FileChange.CREATED, name));
                } else {
                    moved.add(new Difference(FileChange.MOVED_AWAY, before, name));
                    moved.add(new Difference(FileChange.MOVED_HERE, name));
                    ofMoves.addAll(List.of(before, name));
                }
            }
        });
        List<Difference> all = new ArrayList<>(moved);
        entries.forEach((name, entry) -> {
            if (!entry.equals(now.entries.get(name)) && !ofMoves.contains(name)) {
                all.add(new Difference(FileChange.DELETED, name));
            }
        });
        all.addAll(made);
        return all;
    }
}
