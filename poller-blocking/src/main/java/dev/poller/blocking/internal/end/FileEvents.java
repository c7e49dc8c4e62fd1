// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The role of a descriptor that tells what becomes of files. */
public interface FileEvents extends Adopted {
    /**
     * Watches one more file, or the files in one more directory.
     *
     * @return its number, by which events name it
     */
    int add(Path path) throws IOException;

    /** Takes the next event from the bytes at this position of a buffer, which it moves to the one after it. */
    Event next(ByteBuffer bytes);

    /**
     * What became of a file.
     *
     * @param watch as {@link #add} has numbered it; negative if it is about none
     * @param what has happened
     * @param name within the watched directory; empty if it is about what is watched itself
     */
    record Event(int watch, What what, String name) {
        /** What can happen. */
        public enum What {
            /** It is there now. */
            CREATED,
            /** It was written to. */
            MODIFIED,
            /** Whoever had it open for writing has closed it. */
            WRITTEN,
            /** Its permissions, times or links have changed. */
            ATTRIBUTES,
            /** It has been moved here. */
            MOVED_HERE,
            /** It has been moved away. */
            MOVED_AWAY,
            /** It is there no more. */
            DELETED,
            /** More happened than the system could keep. */
            OVERFLOW,
            /** It is not watched any more. */
            UNWATCHED
        }
    }
}
