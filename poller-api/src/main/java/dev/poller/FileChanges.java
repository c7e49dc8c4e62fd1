// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What becomes of one file or directory: readable when it has changed, once for what has come, with
 * {@link Trigger#LEVEL} too. Of a directory {@link FileChange#MODIFIED} says that there are other names in it. It is
 * the file that is watched, wherever it is moved, and not the path. Needs {@link Capability#FILES}. Any thread.
 */
public final class FileChanges extends KernelEvent {
    private final Path path;

    /** Told, and not taken. */
    private final Set<FileChange> changes = ConcurrentHashMap.newKeySet();

    /**
     * Of a file; {@link Poller#open} refuses one that is not there.
     *
     * @param path of the operating system's file system
     */
    public FileChanges(Path path) {
        this.path = path;
    }

    /** As it was given. */
    public Path path() {
        return path;
    }

    /**
     * What has changed since the last call, as far as a poll has found. Each kind of change is reported once, however
     * often it happened, and without order.
     */
    public Set<FileChange> take() {
        Set<FileChange> taken = EnumSet.allOf(FileChange.class);
        taken.removeIf(change -> !changes.remove(change));
        return taken;
    }

    /**
     * For providers: something has become of it.
     *
     * @param change what
     */
    public void tell(FileChange change) {
        changes.add(change);
    }

    @Override
    public Capability capability() {
        return Capability.FILES;
    }

    @Override
    String whoCan() {
        return "kqueue";
    }

    /** For example {@code file /tmp/x}. */
    @Override
    public String toString() {
        return "file " + path;
    }
}
