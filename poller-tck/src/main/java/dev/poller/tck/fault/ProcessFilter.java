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

/** EVFILT_PROC with NOTE_EXIT: told once, and gone (filt_proc in sys/kern/kern_event.c). A pidfd for each process. */
final class ProcessFilter implements Filter {
    private final Libc linux;
    private final Abi abi;
    private final KqueueAbi kqueue;
    private final int epfd;
    private final Map<Integer, Note> notes = new HashMap<>();
    private final ByteBuffer event;

    private record Note(int pidfd, long udata) {}

    ProcessFilter(Libc linux, Abi abi) {
        this.linux = linux;
        this.abi = abi;
        this.kqueue = abi.kqueue();
        this.epfd = linux.epollCreate1(abi.value(Constant.EPOLL_CLOEXEC));
        this.event = ByteBuffer.allocateDirect(abi.epollEvent().size()).order(ByteOrder.nativeOrder());
    }

    @Override
    public int number() {
        return kqueue.value(KqueueConstant.EVFILT_PROC);
    }

    @Override
    public int wake() {
        return epfd;
    }

    @Override
    public int apply(long ident, int flags, int fflags, long udata) {
        int pid = (int) ident;
        Note note = notes.get(pid);
        if ((flags & kqueue.value(KqueueConstant.EV_ADD)) == 0) {
            if (note == null) {
                return abi.value(Constant.ENOENT);
            }
            drop(pid, note);
            return 0;
        }
        if (fflags != kqueue.value(KqueueConstant.NOTE_EXIT)) {
            throw new AssertionError("NOTE_EXIT alone is known here");
        }
        int pidfd = note == null ? linux.pidfdOpen(pid, 0) : note.pidfd();
        if (pidfd < 0) {
            return -pidfd;
        }
        notes.put(pid, new Note(pidfd, udata));
        return note == null ? -control(Constant.EPOLL_CTL_ADD, pidfd, pid) : 0;
    }

    private int control(Constant operation, int pidfd, int pid) {
        event.putInt(0, abi.value(Constant.EPOLLIN)).putLong(abi.epollEvent().dataOffset(), pid);
        return linux.epollCtl(epfd, abi.value(operation), pidfd, linux.address(event));
    }

    private void drop(int pid, Note note) {
        control(Constant.EPOLL_CTL_DEL, note.pidfd(), pid);
        linux.close(note.pidfd());
        notes.remove(pid);
    }

    @Override
    public int gather(KeventView to, int first) {
        int told = first;
        while (told < to.count() && linux.epollWait(epfd, linux.address(event), 1, 0) > 0) {
            int pid = (int) event.getLong(abi.epollEvent().dataOffset());
            Note note = notes.get(pid);
            if (note != null) {
                int flags = kqueue.value(KqueueConstant.EV_EOF) | kqueue.value(KqueueConstant.EV_ONESHOT);
                int fflags = kqueue.value(KqueueConstant.NOTE_EXIT);
                to.put(told++, new KeventView.Event(pid, number(), flags, fflags, 0, note.udata()));
                drop(pid, note);
            }
        }
        return told;
    }

    @Override
    public void close() {
        Map.copyOf(notes).forEach(this::drop);
        linux.close(epfd);
    }
}
