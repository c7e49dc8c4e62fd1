// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.watch;

import dev.poller.FileChange;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Until;
import dev.poller.blocking.internal.end.FileEvents;
import dev.poller.blocking.internal.io.FileCalls;
import dev.poller.blocking.internal.runtime.Access;
import dev.poller.blocking.internal.runtime.PollRuntime;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Waits for changes of files and directories (inotify(7), or EVFILT_VNODE of kqueue(2)). Any thread; of several that
 * wait one gets the changes.
 *
 * {@snippet file="dev/poller/examples/WatchDirectory.java" region="files"}
 */
public final class FileWatch extends Watch<FileEvents> {
    /** Held from the call that gives the number until it is known here: an event may come at once. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<Integer, Path> watched = new ConcurrentHashMap<>();

    /**
     * A change.
     *
     * @param path what has changed: what is watched, or a file in it; empty if {@link FileChange#OVERFLOW} is told
     * @param what has become of it
     */
    public record Change(Path path, FileChange what) {}

    private FileWatch(Netpoll netpoll, FileEvents endpoint) throws IOException {
        super(netpoll, endpoint);
    }

    /**
     * Watches nothing yet.
     *
     * @throws UnsupportedOperationException if the provider, or the system, cannot; the message says which can
     * @throws IOException if the runtime is closed, or the operating system refuses
     */
    public static FileWatch open(Netpoll netpoll) throws IOException {
        PollRuntime runtime = runtime(netpoll);
        return runtime.making(() -> new FileWatch(netpoll, runtime.files()));
    }

    /**
     * Watches one more file, or the files in a directory; not those in directories below it.
     *
     * @param path as the changes name it
     * @return this
     * @throws IllegalArgumentException if it is not the operating system's, or too long
     * @throws IOException if closed, there is no such file, or the operating system refuses
     */
    public FileWatch add(Path path) throws IOException {
        handle().enter();
        lock.lock();
        try {
            watched.put(handle().endpoint().add(path), path);
            handle().read.ready(); // What came before it was known is looked for now.
        } finally {
            lock.unlock();
            handle().leave();
        }
        return this;
    }

    /**
     * Waits for changes.
     *
     * @return at least one, in their order
     * @throws IOException as {@link dev.poller.blocking.ByteStream} says for waiting calls
     */
    public List<Change> await() throws IOException {
        return await(Until.FOREVER);
    }

    /**
     * Waits for changes.
     *
     * @param until what else ends this call
     * @return at least one, in their order
     * @throws IOException as {@link #await()} and {@link Until}
     */
    public List<Change> await(Until until) throws IOException {
        List<FileEvents.Event> events = new ArrayList<>();
        try {
            FileCalls.TAKE.run(handle(), events, 0, 1, Access.get().limit(until, handle(), "Wait"));
            return changes(events);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    private List<Change> changes(List<FileEvents.Event> events) {
        List<Change> changes = new ArrayList<>();
        for (FileEvents.Event event : events) {
            Path path = path(event.watch());
            if (event.what() == FileChange.UNWATCHED) {
                watched.remove(event.watch());
            }
            changes.add(new Change(event.name().isEmpty() ? path : path.resolve(event.name()), event.what()));
        }
        return changes;
    }

    private Path path(int watch) {
        lock.lock();
        try {
            return watched.getOrDefault(watch, Path.of(""));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "FileWatch[" + watched.values() + (isOpen() ? "]" : ", closed]");
    }
}
