// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.vnode;

import dev.poller.FileChange;
import dev.poller.blocking.internal.end.FileEvents;
import dev.poller.blocking.internal.end.vnode.WatchedFiles.Watcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A directory that is watched, and each regular file in it: what is written to a file is told of that alone. A file
 * that may not be read, or is gone by then, is known by its name only.
 */
final class WatchedDirectory extends WatchedFile {
    /** What is told of a file in it; that it has gone, or another name, the directory tells. */
    private static final Set<FileChange> OF_FILES =
            EnumSet.of(FileChange.MODIFIED, FileChange.WRITTEN, FileChange.ATTRIBUTES);

    private final Path path;
    private final Watcher by;
    private Names names = Names.NONE;
    private final Map<String, WatchedFile> files = new HashMap<>();

    private WatchedDirectory(Path path, Watcher by) throws IOException {
        super(path, by);
        this.path = path;
        this.by = by;
    }

    /** Watched before it is looked at, so that nothing can happen in between unseen. */
    static WatchedDirectory open(Path path, Watcher by) throws IOException {
        WatchedDirectory made = new WatchedDirectory(path, by);
        try {
            made.names = Names.of(path);
            for (String name : made.names.regular()) {
                made.watch(name);
            }
            return made;
        } catch (Throwable failure) {
            made.close();
            throw failure;
        }
    }

    private void watch(String name) throws IOException {
        Path file = path.resolve(name);
        try {
            files.put(name, WatchedFile.open(file, by));
        } catch (IOException refused) {
            if (Files.isReadable(file)) { // Neither gone nor unreadable: there are no more descriptors, perhaps.
                throw refused;
            }
        }
    }

    @Override
    void take(int number, List<FileEvents.Event> into) throws IOException {
        takeOfFiles(number, into);
        Set<FileChange> changes = takeChanges();
        if (changes.contains(FileChange.MODIFIED) || hasGone()) {
            takeNames(number, into);
        }
        changes.remove(FileChange.MODIFIED);
        for (FileChange change : changes) {
            into.add(new FileEvents.Event(number, change, ""));
        }
    }

    private void takeOfFiles(int number, List<FileEvents.Event> into) {
        files.forEach((name, file) -> {
            Set<FileChange> changes = file.takeChanges();
            boolean loses = changes.contains(FileChange.DELETED) || changes.contains(FileChange.MOVED_AWAY);
            for (FileChange change : changes) {
                // The loss of a name is a change of attributes too, and told of by the name.
                if (OF_FILES.contains(change) && !(loses && change == FileChange.ATTRIBUTES)) {
                    into.add(new FileEvents.Event(number, change, name));
                }
            }
        });
    }

    private void takeNames(int number, List<FileEvents.Event> into) throws IOException {
        Names now = Names.of(path);
        List<Names.Difference> differences = names.until(now);
        names = now;
        follow(differences);
        for (Names.Difference difference : differences) {
            into.add(new FileEvents.Event(number, difference.what(), difference.name()));
            boolean isNew = difference.what() == FileChange.CREATED;
            if (difference.what() == FileChange.DELETED || isNew) {
                close(files.remove(difference.name()));
            }
            if (isNew && now.regular().contains(difference.name())) {
                watch(difference.name());
            }
        }
    }

    /** A file that is watched stays so under its new name; all are taken out first, for two may have been swapped. */
    private void follow(List<Names.Difference> differences) throws IOException {
        Map<String, WatchedFile> moved = new HashMap<>();
        for (Names.Difference difference : differences) {
            WatchedFile file = difference.what() == FileChange.MOVED_AWAY ? files.remove(difference.name()) : null;
            if (file != null) {
                moved.put(difference.other(), file);
            }
        }
        for (Map.Entry<String, WatchedFile> each : moved.entrySet()) {
            close(files.put(each.getKey(), each.getValue()));
        }
    }

    private static void close(@Nullable WatchedFile file) throws IOException {
        if (file != null) {
            file.close();
        }
    }

    @Override
    void close() throws IOException {
        try {
            closeAll(files.values());
        } finally {
            super.close();
        }
    }
}
