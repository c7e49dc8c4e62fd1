// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.vnode;

import dev.poller.FileChange;
import dev.poller.FileChanges;
import dev.poller.Interest;
import dev.poller.Registration;
import dev.poller.Trigger;
import dev.poller.blocking.internal.end.FileEvents;
import dev.poller.blocking.internal.end.vnode.WatchedFiles.Watcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** One file that is watched. What has become of it is taken by one thread at a time. */
class WatchedFile {
    private final FileChanges changes;
    private final Registration registration;
    private boolean gone;

    WatchedFile(Path path, Watcher by) throws IOException {
        changes = new FileChanges(path);
        registration = by.poller().open(changes, Interest.READ_ONLY, Trigger.EDGE, by.attachment());
    }

    static WatchedFile open(Path path, Watcher by) throws IOException {
        return new WatchedFile(path, by);
    }

    /**
     * Takes what has happened.
     *
     * @param number the watch's
     * @param into gets it
     */
    void take(int number, List<FileEvents.Event> into) throws IOException {
        for (FileChange change : takeChanges()) {
            into.add(new FileEvents.Event(number, change, ""));
        }
    }

    final Set<FileChange> takeChanges() {
        Set<FileChange> taken = changes.take();
        gone |= taken.contains(FileChange.DELETED);
        return taken;
    }

    /** True once it was told that it is there no more. */
    final boolean hasGone() {
        return gone;
    }

    /** Watches it no more. */
    void close() throws IOException {
        registration.close();
    }

    /** Watches none of these any more; if some fail it throws what the first one did, once all are closed. */
    static void closeAll(Iterable<WatchedFile> files) throws IOException {
        IOException refused = null;
        for (WatchedFile file : files) {
            try {
                file.close();
            } catch (IOException failure) {
                if (refused == null) {
                    refused = failure;
                } else {
                    refused.addSuppressed(failure);
                }
            }
        }
        if (refused != null) {
            throw refused;
        }
    }
}
