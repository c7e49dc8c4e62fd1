// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import dev.poller.FileChange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The role of what tells what becomes of files. */
public interface FileEvents extends Awaited {
    /**
     * Watches one more file, or the files in one more directory. One thread at a time.
     *
     * @return its number, by which events name it
     */
    int add(Path path) throws IOException;

    /**
     * Takes what has happened. As a read, by one thread at a time.
     *
     * @param into gets the events, in their order
     * @return how many there were, or {@link Endpoint#AGAIN}
     */
    int take(List<Event> into) throws IOException;

    /**
     * What became of a file.
     *
     * @param watch as {@link #add} has numbered it; negative if it is about none
     * @param what has happened
     * @param name within the watched directory; empty if it is about what is watched itself
     */
    record Event(int watch, FileChange what, String name) {}
}
