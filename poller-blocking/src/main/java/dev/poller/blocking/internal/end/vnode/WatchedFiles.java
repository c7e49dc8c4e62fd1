// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.vnode;

import dev.poller.FileChange;
import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.Registration;
import dev.poller.Trigger;
import dev.poller.blocking.internal.end.FileEvents;
import dev.poller.blocking.internal.end.Kind;
import dev.poller.blocking.internal.end.MemoryEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The files and directories of one watch, each registered with the poller. As {@link FileEvents} says. */
public final class WatchedFiles implements FileEvents {
    /** By number, in the order in which they were added. */
    private final Map<Integer, WatchedFile> files = new ConcurrentSkipListMap<>();

    /** Once registered. */
    private volatile @Nullable Watcher watcher;

    private int last;

    /** Watches nothing yet. */
    public WatchedFiles() {}

    @Override
    public Kind kind() {
        return Kind.EVENT_SOURCE;
    }

    @Override
    public boolean isReady(Interest interest) {
        return false;
    }

    @Override
    public Registration register(Poller poller, Trigger trigger, Object attachment) {
        Watcher made = new Watcher(poller, attachment, files);
        watcher = made;
        return made;
    }

    @Override
    public int add(Path path) throws IOException {
        Watcher by = watcher;
        if (by == null) {
            throw new IllegalStateException("not registered yet");
        }
        int number = ++last;
        files.put(number, Files.isDirectory(path) ? WatchedDirectory.open(path, by) : WatchedFile.open(path, by));
        return number;
    }

    @Override
    public int take(List<Event> into) throws IOException {
        int before = into.size();
        for (int number : List.copyOf(files.keySet())) {
            WatchedFile file = files.get(number);
            if (file != null) {
                take(number, file, into);
            }
        }
        return into.size() > before ? into.size() - before : AGAIN;
    }

    private void take(int number, WatchedFile file, List<Event> into) throws IOException {
        file.take(number, into);
        if (file.hasGone()) {
            into.add(new Event(number, FileChange.UNWATCHED, ""));
            files.remove(number);
            file.close();
        }
    }

    /** The registrations are closed already. */
    @Override
    public void close() {}

    /** All registrations, as one; those that tell of files are armed, for they are EDGE. */
    static final class Watcher extends MemoryEvent.Unwatched {
        private final Poller poller;
        private final Map<Integer, WatchedFile> files;

        Watcher(Poller poller, Object attachment, Map<Integer, WatchedFile> files) {
            super(attachment);
            this.poller = poller;
            this.files = files;
        }

        Poller poller() {
            return poller;
        }

        @Override
        public void close() throws IOException {
            super.close();
            WatchedFile.closeAll(files.values());
        }
    }
}
