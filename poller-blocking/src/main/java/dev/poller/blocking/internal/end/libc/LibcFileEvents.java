// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.libc;

import dev.poller.FileChange;
import dev.poller.blocking.internal.end.Buffers.Buffer;
import dev.poller.blocking.internal.end.FileEvents;
import dev.poller.blocking.internal.end.Kind;
import dev.poller.libc.Constant;
import dev.poller.spi.Platform;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An inotify descriptor (inotify(7)). */
final class LibcFileEvents extends LibcDescriptor implements FileEvents {
    /** An event may tell of several; the first of these counts. */
    private static final Map<Constant, FileChange> EVENTS = new LinkedHashMap<>();

    static {
        EVENTS.put(Constant.IN_Q_OVERFLOW, FileChange.OVERFLOW);
        EVENTS.put(Constant.IN_IGNORED, FileChange.UNWATCHED);
        EVENTS.put(Constant.IN_CREATE, FileChange.CREATED);
        EVENTS.put(Constant.IN_MOVED_TO, FileChange.MOVED_HERE);
        EVENTS.put(Constant.IN_MOVED_FROM, FileChange.MOVED_AWAY);
        EVENTS.put(Constant.IN_MOVE_SELF, FileChange.MOVED_AWAY);
        EVENTS.put(Constant.IN_DELETE, FileChange.DELETED);
        EVENTS.put(Constant.IN_DELETE_SELF, FileChange.DELETED);
        EVENTS.put(Constant.IN_UNMOUNT, FileChange.DELETED);
        EVENTS.put(Constant.IN_CLOSE_WRITE, FileChange.WRITTEN);
        EVENTS.put(Constant.IN_MODIFY, FileChange.MODIFIED);
        EVENTS.put(Constant.IN_ATTRIB, FileChange.ATTRIBUTES);
    }

    /** Room for some hundred events; one needs up to 272 bytes. */
    private static final int ROOM = 8 * 1024;

    /** linux/limits.h. */
    private static final int PATH_MAX = 4096;

    private LibcFileEvents(SocketCalls calls, int fd, int status) {
        super(calls, fd, Kind.EVENT_SOURCE, status);
        own(true);
    }

    static LibcFileEvents open(SocketCalls calls) throws IOException {
        if (!calls.has(Constant.IN_CLOEXEC)) {
            throw new UnsupportedOperationException(
                    "watch files: this system has no inotify; epoll on Linux has, and kqueue");
        }
        int fd = calls.libc.inotifyInit1(calls.value(Constant.IN_NONBLOCK) | calls.value(Constant.IN_CLOEXEC));
        if (fd < 0) {
            throw calls.libc.failure("inotify_init1", -1, fd);
        }
        try {
            return new LibcFileEvents(calls, fd, status(calls, fd));
        } catch (Throwable failure) {
            calls.libc.close(fd);
            throw failure;
        }
    }

    @Override
    public int add(Path path) throws IOException {
        int mask = 0;
        for (Constant event : EVENTS.keySet()) {
            mask |= calls.value(event);
        }
        // Told of anyway, and not to be asked for.
        mask &= ~(calls.value(Constant.IN_Q_OVERFLOW)
                | calls.value(Constant.IN_IGNORED)
                | calls.value(Constant.IN_UNMOUNT));
        try (Buffer buffer = calls.buffers.take()) {
            LibcFile.putPath(buffer, path, PATH_MAX);
            int watch = calls.libc.inotifyAddWatch(fd, buffer.address(), mask);
            if (watch < 0) {
                throw calls.libc.failure("inotify_add_watch", path.toString(), watch);
            }
            return watch;
        }
    }

    @Override
    public int take(List<Event> into) throws IOException {
        byte[] bytes = new byte[ROOM];
        int count = read(bytes, 0, ROOM);
        if (count < 0) {
            return count;
        }
        ByteBuffer events = ByteBuffer.wrap(bytes, 0, count).order(ByteOrder.nativeOrder());
        int before = into.size();
        while (events.hasRemaining()) {
            into.add(next(events));
        }
        return into.size() - before;
    }

    /** struct inotify_event { int wd; uint32_t mask, cookie, len; char name[]; }, the name filled up with zeros. */
    private Event next(ByteBuffer bytes) {
        int watch = bytes.getInt();
        int mask = bytes.getInt();
        bytes.getInt();
        byte[] name = new byte[bytes.getInt()];
        bytes.get(name);
        int end = 0;
        while (end < name.length && name[end] != 0) {
            end++;
        }
        Charset charset = Platform.fileNames();
        return new Event(watch, what(mask), new String(name, 0, end, charset));
    }

    private FileChange what(int mask) {
        for (Map.Entry<Constant, FileChange> event : EVENTS.entrySet()) {
            if ((mask & calls.value(event.getKey())) != 0) {
                return event.getValue();
            }
        }
        return FileChange.UNWATCHED;
    }
}
