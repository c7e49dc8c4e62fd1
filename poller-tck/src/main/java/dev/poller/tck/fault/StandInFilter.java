// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.fault;

import dev.poller.libc.Abi;
import dev.poller.libc.Constant;
import dev.poller.libc.KqueueAbi;
import dev.poller.libc.KqueueConstant;
import dev.poller.libc.Libc;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/** A filter of descriptors: an epoll of its own. */
final class StandInFilter implements Filter {
    private static final int MOST = 128;

    private final Libc linux;
    private final Abi abi;
    private final KqueueAbi kqueue;
    private final int number;
    private final int events;
    private final int ended;
    private final int epfd;
    private final Map<Integer, Note> notes = new HashMap<>();
    private final ByteBuffer event;
    private final ByteBuffer found;

    private static final class Note {
        long udata;
        int flags;
    }

    StandInFilter(Libc linux, Abi abi, int number, int events, int ended) {
        this.linux = linux;
        this.abi = abi;
        this.kqueue = abi.kqueue();
        this.number = number;
        this.events = events;
        this.ended = ended;
        this.epfd = linux.epollCreate1(abi.value(Constant.EPOLL_CLOEXEC));
        int size = abi.epollEvent().size();
        this.event = ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
        this.found = ByteBuffer.allocateDirect(size * MOST).order(ByteOrder.nativeOrder());
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public int wake() {
        return epfd;
    }

    @Override
    public void close() {
        linux.close(epfd);
    }

    @Override
    public int apply(long ident, int flags, int fflags, long udata) {
        int fd = (int) ident;
        Note note = notes.get(fd);
        if (note != null && !watches(fd, note)) {
            // Its descriptor was closed, which takes it away: kqueue(2).
            notes.remove(fd);
            note = null;
        }
        boolean adds = has(flags, KqueueConstant.EV_ADD);
        if (note == null && !adds) {
            return abi.value(Constant.ENOENT);
        }
        if (note != null && has(flags, KqueueConstant.EV_DELETE)) {
            notes.remove(fd);
            return -control(Constant.EPOLL_CTL_DEL, fd, 0);
        }
        if (note == null) {
            note = new Note();
            note.flags = flags;
            int result = control(Constant.EPOLL_CTL_ADD, fd, mask(note));
            if (result < 0) {
                return result == -abi.value(Constant.EPERM) ? abi.value(Constant.EINVAL) : -result;
            }
            notes.put(fd, note);
        }
        note.udata = adds ? udata : note.udata;
        return 0;
    }

    /** What EV_ADD and EV_ENABLE of a note that is there do as well: the kernel looks anew. */
    private boolean watches(int fd, Note note) {
        return control(Constant.EPOLL_CTL_MOD, fd, mask(note)) >= 0;
    }

    private int mask(Note note) {
        return events
                | (has(note.flags, KqueueConstant.EV_CLEAR) ? abi.value(Constant.EPOLLET) : 0)
                | (has(note.flags, KqueueConstant.EV_ONESHOT) ? abi.value(Constant.EPOLLONESHOT) : 0);
    }

    private int control(Constant operation, int fd, int mask) {
        event.putInt(0, mask).putLong(abi.epollEvent().dataOffset(), fd);
        return linux.epollCtl(epfd, abi.value(operation), fd, linux.address(event));
    }

    @Override
    public int gather(KeventView to, int first) {
        int told = first;
        int room = Math.min(MOST, to.count() - told);
        int count = room == 0 ? 0 : linux.epollWait(epfd, linux.address(found), room, 0);
        for (int i = 0; i < count; i++) {
            int at = i * abi.epollEvent().size();
            int fd = (int) found.getLong(at + abi.epollEvent().dataOffset());
            Note note = notes.get(fd);
            if (note != null && (found.getInt(at) & (events | ended)) != 0) {
                to.put(told++, told(fd, note, found.getInt(at)));
                if (has(note.flags, KqueueConstant.EV_ONESHOT)) {
                    notes.remove(fd);
                    control(Constant.EPOLL_CTL_DEL, fd, 0);
                }
            }
        }
        return told;
    }

    private KeventView.Event told(int fd, Note note, int reported) {
        int eof = (reported & ended) != 0 ? kqueue.value(KqueueConstant.EV_EOF) : 0;
        int error = (reported & ended & abi.value(Constant.EPOLLERR)) != 0 ? abi.value(Constant.ECONNRESET) : 0;
        int flags = note.flags & ~kqueue.value(KqueueConstant.EV_ADD);
        return new KeventView.Event(fd, number, flags | eof, error, 0, note.udata);
    }

    private boolean has(int flags, KqueueConstant constant) {
        return kqueue.has(constant) && (flags & kqueue.value(constant)) != 0;
    }
}
