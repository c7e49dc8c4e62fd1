// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.FileChanges;
import dev.poller.KernelEvent;
import dev.poller.ProcessEnd;
import dev.poller.SignalCount;
import dev.poller.descriptor.EventDescriptor;
import dev.poller.descriptor.OwnDescriptors;
import dev.poller.libc.KqueueAbi;
import dev.poller.libc.KqueueConstant;
import dev.poller.libc.Libc;
import java.io.IOException;
import java.lang.ref.Reference;

/**
 * A kqueue that watches one event, and is itself watched as a descriptor: readable while it has something to tell
 * (kqueue_kqfilter in sys/kern/kern_event.c of each system). The poller's own would not do, for a kqueue has one filter
 * for a process or a signal, and two registrations may want it.
 */
final class EventQueue implements EventDescriptor {
    private static final int NO_FILE = -1;

    private final Libc libc;
    private final OwnDescriptors own;
    private final FileNotes notes;
    private final KernelEvent event;
    private final KeventArray told;
    private final ZeroTime now;
    private final int kq;

    /** What {@link FileChanges} are about, or {@link #NO_FILE}. */
    private int file = NO_FILE;

    private EventQueue(Libc libc, OwnDescriptors own, FileNotes notes, KernelEvent event) throws IOException {
        this.libc = libc;
        this.own = own;
        this.notes = notes;
        this.event = event;
        this.told = new KeventArray(libc, 1);
        this.now = new ZeroTime(libc);
        this.kq = own.adopt("kqueue", libc.kqueue());
    }

    /** Leaves nothing behind if it fails. */
    static EventQueue open(Libc libc, OwnDescriptors own, FileNotes notes, KernelEvent event) throws IOException {
        EventQueue queue = new EventQueue(libc, own, notes, event);
        boolean opened = false;
        try {
            own.closeOnExec(queue.kq);
            queue.watch();
            opened = true;
            return queue;
        } finally {
            if (!opened) {
                queue.close();
            }
        }
    }

    private void watch() throws IOException {
        KqueueAbi abi = libc.abi().kqueue();
        if (event instanceof ProcessEnd process) {
            add(process.pid(), KqueueConstant.EVFILT_PROC, abi.value(KqueueConstant.NOTE_EXIT));
        } else if (event instanceof SignalCount signal) {
            add(signal.number(), KqueueConstant.EVFILT_SIGNAL, 0);
        } else {
            file = own.adopt("open", notes.open(((FileChanges) event).path()));
            add(file, KqueueConstant.EVFILT_VNODE, notes.wanted());
        }
    }

    private void add(long ident, KqueueConstant filter, int note) throws IOException {
        KqueueAbi abi = libc.abi().kqueue();
        int flags = abi.value(KqueueConstant.EV_ADD) | abi.value(KqueueConstant.EV_CLEAR);
        int result;
        try {
            told.put(0, ident, abi.value(filter), flags, note, 0);
            result = libc.kevent(kq, told.address(0), 1, 0, 0, now.address());
        } finally {
            Reference.reachabilityFence(this);
        }
        // EINTR: it has been applied, kevent(2).
        if (result < 0 && !libc.errno().isInterrupted(result)) {
            throw libc.failure("kevent(" + filter + ")", event.toString(), result);
        }
    }

    @Override
    public int fd() {
        return kq;
    }

    /** The end of a process is left where it is, so that this stays readable, as a pidfd does. */
    @Override
    public boolean tell() throws IOException {
        if (event instanceof ProcessEnd process) {
            process.tell();
            return true;
        }
        boolean any = false;
        while (fetch()) {
            any = true;
            if (event instanceof SignalCount signal) {
                signal.tell(told.data(0));
            } else {
                notes.tell(told.fflags(0), (FileChanges) event);
            }
        }
        return any;
    }

    private boolean fetch() throws IOException {
        int result;
        do {
            result = kevent();
        } while (libc.errno().isInterrupted(result));
        if (result < 0) {
            throw libc.failure("kevent", kq, result);
        }
        return result > 0;
    }

    private int kevent() {
        try {
            return libc.kevent(kq, 0, 0, told.address(0), 1, now.address());
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            own.closeOne(kq);
        } finally {
            if (file != NO_FILE) {
                own.closeOne(file);
            }
        }
    }
}
