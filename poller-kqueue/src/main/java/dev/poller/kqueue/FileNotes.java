// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.FileChange;
import dev.poller.FileChanges;
import dev.poller.libc.Constant;
import dev.poller.libc.KqueueAbi;
import dev.poller.libc.KqueueConstant;
import dev.poller.libc.Libc;
import dev.poller.spi.Platform;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** What EVFILT_VNODE tells of a file, and how a file is opened for it. Immutable; any thread. */
final class FileNotes {
    /** Those that a system lacks are not asked for: WRITTEN has none but on FreeBSD and NetBSD. */
    private static final Map<KqueueConstant, FileChange> NOTES = new EnumMap<>(Map.of(
            KqueueConstant.NOTE_WRITE, FileChange.MODIFIED,
            KqueueConstant.NOTE_EXTEND, FileChange.MODIFIED,
            KqueueConstant.NOTE_TRUNCATE, FileChange.MODIFIED,
            KqueueConstant.NOTE_CLOSE_WRITE, FileChange.WRITTEN,
            KqueueConstant.NOTE_ATTRIB, FileChange.ATTRIBUTES,
            KqueueConstant.NOTE_LINK, FileChange.ATTRIBUTES,
            KqueueConstant.NOTE_RENAME, FileChange.MOVED_AWAY,
            KqueueConstant.NOTE_DELETE, FileChange.DELETED,
            KqueueConstant.NOTE_REVOKE, FileChange.DELETED));

    private final Libc libc;

    FileNotes(Libc libc) {
        this.libc = libc;
    }

    /** What to ask for. */
    int wanted() {
        KqueueAbi abi = libc.abi().kqueue();
        return NOTES.keySet().stream().filter(abi::has).mapToInt(abi::value).reduce(0, (some, note) -> some | note);
    }

    void tell(int fflags, FileChanges event) {
        KqueueAbi abi = libc.abi().kqueue();
        NOTES.forEach((note, change) -> {
            if (abi.has(note) && (fflags & abi.value(note)) != 0) {
                event.tell(change);
            }
        });
    }

    /** Without O_NONBLOCK a FIFO would wait for a writer. */
    int open(Path path) throws IOException {
        int access = value(libc.abi().has(Constant.O_EVTONLY) ? Constant.O_EVTONLY : Constant.O_RDONLY);
        byte[] name = Platform.fileName(path);
        ByteBuffer text =
                ByteBuffer.allocateDirect(name.length + 1).put(0, name).put(name.length, (byte) 0);
        try {
            int flags = access | value(Constant.O_NONBLOCK) | value(Constant.O_CLOEXEC);
            int fd = libc.open(libc.address(text), flags, 0);
            if (fd < 0) {
                throw libc.failure("open", path.toString(), fd);
            }
            return fd;
        } finally {
            Reference.reachabilityFence(text);
        }
    }

    private int value(Constant constant) {
        return libc.abi().value(constant);
    }
}
