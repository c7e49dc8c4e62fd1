// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.fault;

import dev.poller.libc.Abi;
import dev.poller.libc.Constant;
import dev.poller.libc.KqueueAbi;
import dev.poller.libc.KqueueConstant;
import dev.poller.libc.Libc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * EVFILT_VNODE with EV_CLEAR, over inotify. Of a directory other names in it are a NOTE_WRITE, and what is written to
 * its files is nothing. The end of a directory is not told, for inotify does not while it is open.
 */
final class FileFilter implements Filter {
    private static final int ROOM = 8 * 1024;

    private static final List<Constant> NAMES =
            List.of(Constant.IN_CREATE, Constant.IN_DELETE, Constant.IN_MOVED_FROM, Constant.IN_MOVED_TO);

    /** What is told of the file itself. */
    private static final Map<Constant, KqueueConstant> NOTES = Map.of(
            Constant.IN_MODIFY, KqueueConstant.NOTE_WRITE,
            Constant.IN_ATTRIB, KqueueConstant.NOTE_ATTRIB,
            Constant.IN_MOVE_SELF, KqueueConstant.NOTE_RENAME,
            Constant.IN_CLOSE_WRITE, KqueueConstant.NOTE_CLOSE_WRITE);

    private final Libc linux;
    private final Abi abi;
    private final KqueueAbi kqueue;
    private final int inotify;
    private final ByteBuffer events = ByteBuffer.allocateDirect(ROOM).order(ByteOrder.nativeOrder());

    /** By the descriptor's number. */
    private final Map<Integer, Note> notes = new LinkedHashMap<>();

    private static final class Note {
        final int watch;
        final int wanted;
        long udata;
        int happened;

        Note(int watch, int wanted) {
            this.watch = watch;
            this.wanted = wanted;
        }
    }

    FileFilter(Libc linux, Abi abi) {
        this.linux = linux;
        this.abi = abi;
        this.kqueue = abi.kqueue();
        this.inotify = linux.inotifyInit1(abi.value(Constant.IN_NONBLOCK) | abi.value(Constant.IN_CLOEXEC));
    }

    @Override
    public int number() {
        return kqueue.value(KqueueConstant.EVFILT_VNODE);
    }

    @Override
    public int wake() {
        return inotify;
    }

    @Override
    public int apply(long ident, int flags, int fflags, long udata) {
        int fd = (int) ident;
        if ((flags & kqueue.value(KqueueConstant.EV_ADD)) == 0) {
            return notes.remove(fd) == null ? abi.value(Constant.ENOENT) : 0;
        }
        if ((flags & kqueue.value(KqueueConstant.EV_CLEAR)) == 0) {
            throw new AssertionError("EV_CLEAR alone is known here");
        }
        int watch = watch(fd);
        if (watch < 0) {
            return -watch;
        }
        Note note = new Note(watch, fflags);
        note.udata = udata;
        notes.put(fd, note);
        return 0;
    }

    private int watch(int fd) {
        int mask = 0;
        for (Constant event : NAMES) {
            mask |= abi.value(event);
        }
        for (Constant event : NOTES.keySet()) {
            mask |= abi.value(event);
        }
        byte[] name = (link(fd) + "\0").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer path = ByteBuffer.allocateDirect(name.length).put(0, name);
        return linux.inotifyAddWatch(inotify, linux.address(path), mask);
    }

    private static Path link(int fd) {
        return Path.of("/proc/self/fd", Integer.toString(fd));
    }

    @Override
    public int gather(KeventView to, int first) {
        read();
        int told = first;
        for (Map.Entry<Integer, Note> each : notes.entrySet()) {
            Note note = each.getValue();
            if (note.happened != 0 && told < to.count()) {
                int flags = kqueue.value(KqueueConstant.EV_CLEAR);
                to.put(told++, new KeventView.Event(each.getKey(), number(), flags, note.happened, 0, note.udata));
                note.happened = 0;
            }
        }
        return told;
    }

    /** struct inotify_event { int wd; uint32_t mask, cookie, len; char name[]; }. */
    private void read() {
        int count = (int) linux.read(inotify, linux.address(events), ROOM);
        for (int at = 0; at < count; ) {
            int watch = events.getInt(at);
            int mask = events.getInt(at + Integer.BYTES);
            int length = events.getInt(at + 3 * Integer.BYTES);
            notes.forEach((fd, note) -> {
                if (note.watch == watch) {
                    note.happened |= note.wanted & (length > 0 ? ofNames(mask) : ofItself(fd, mask));
                }
            });
            at += 4 * Integer.BYTES + length;
        }
    }

    private int ofNames(int mask) {
        boolean changed = NAMES.stream().anyMatch(event -> (mask & abi.value(event)) != 0);
        return changed ? kqueue.value(KqueueConstant.NOTE_WRITE) : 0;
    }

    private int ofItself(int fd, int mask) {
        int happened = 0;
        for (Map.Entry<Constant, KqueueConstant> each : NOTES.entrySet()) {
            if ((mask & abi.value(each.getKey())) != 0 && kqueue.has(each.getValue())) {
                happened |= kqueue.value(each.getValue());
            }
        }
        // The loss of a name is a change of attributes to inotify, of the last one while it is open too.
        boolean isGone = (mask & abi.value(Constant.IN_ATTRIB)) != 0 && links(fd) == 0;
        return isGone ? kqueue.value(KqueueConstant.NOTE_DELETE) : happened;
    }

    private static int links(int fd) {
        try {
            return (int) Files.getAttribute(link(fd), "unix:nlink");
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void closing(int fd) {
        notes.remove(fd);
    }

    @Override
    public void close() {
        linux.close(inotify);
    }
}
