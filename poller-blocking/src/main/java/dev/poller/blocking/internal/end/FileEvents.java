// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import dev.poller.FileChange;
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
    record Event(int watch, FileChange what, String name) {}
}
