// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.descriptor.Breaker;
import dev.poller.descriptor.Groundwork;
import dev.poller.descriptor.OwnDescriptors;
import dev.poller.descriptor.PipeBreaker;
import dev.poller.descriptor.RegistrationTable;
import dev.poller.libc.ErrnoException;
import dev.poller.libc.KqueueAbi;
import dev.poller.libc.KqueueConstant;
import dev.poller.libc.Libc;
import java.io.IOException;
import java.lang.ref.Reference;

/** EVFILT_USER with EV_CLEAR: an event without a descriptor, gone once it is fetched. */
final class UserEventBreaker implements Breaker {
    private static final String CALL = "EVFILT_USER";

    /** Any number that no other event of this filter has. */
    private static final long IDENT = 0;

    private final Libc libc;
    private final int kq;
    /** Never changed, so the threads that signal share it. */
    private final KeventArray trigger;

    private final ZeroTime now;

    private UserEventBreaker(Libc libc, int kq) {
        KqueueAbi abi = libc.abi().kqueue();
        this.libc = libc;
        this.kq = kq;
        this.now = new ZeroTime(libc);
        this.trigger = new KeventArray(libc, 1);
        int filter = abi.value(KqueueConstant.EVFILT_USER);
        trigger.put(0, IDENT, filter, 0, abi.value(KqueueConstant.NOTE_TRIGGER), RegistrationTable.BREAK);
    }

    /** Makes one that the kernel watches, or where there is none a pipe. Finds out about receipts by the way. */
    static Breaker open(Groundwork ground, Kqueue kqueue) throws IOException {
        Libc libc = ground.libc();
        KqueueAbi abi = libc.abi().kqueue();
        Changes changes = kqueue.changes();
        Breaker breaker;
        int added;
        if (works(ground)) {
            int filter = abi.value(KqueueConstant.EVFILT_USER);
            int flags = abi.value(KqueueConstant.EV_CLEAR);
            added = changes.addAndProbeReceipts(IDENT, filter, flags, RegistrationTable.BREAK);
            breaker = new UserEventBreaker(libc, kqueue.fd());
        } else {
            PipeBreaker pipe = PipeBreaker.open(ground);
            int filter = abi.value(KqueueConstant.EVFILT_READ);
            added = changes.addAndProbeReceipts(pipe.fd(), filter, 0, RegistrationTable.BREAK);
            breaker = pipe;
        }
        if (added < 0) {
            throw libc.failure("kevent(ADD) of the break", -1, added);
        }
        ground.calls().note("EV_RECEIPT", changes.receiptsWork());
        return breaker;
    }

    /**
     * The number exists in headers before the kernel has the filter, and on another system is another filter. So, as
     * libuv (async.c), one is added and triggered on a kqueue to throw away, and has to come back.
     */
    private static boolean works(Groundwork ground) throws IOException {
        Libc libc = ground.libc();
        boolean works = false;
        if (libc.abi().kqueue().has(KqueueConstant.EVFILT_USER)) {
            OwnDescriptors thrownAway = new OwnDescriptors(libc);
            try {
                works = comesBack(libc, thrownAway.adopt("kqueue", libc.kqueue()));
            } finally {
                thrownAway.close();
            }
        }
        ground.calls().note(CALL, works);
        return works;
    }

    private static boolean comesBack(Libc libc, int kq) {
        KqueueAbi abi = libc.abi().kqueue();
        KeventArray event = new KeventArray(libc, 1);
        ZeroTime now = new ZeroTime(libc);
        int filter = abi.value(KqueueConstant.EVFILT_USER);
        int flags = abi.value(KqueueConstant.EV_ADD) | abi.value(KqueueConstant.EV_CLEAR);
        int told;
        try {
            event.put(0, IDENT, filter, flags, 0, RegistrationTable.BREAK);
            told = libc.kevent(kq, event.address(0), 1, 0, 0, now.address());
            event.put(0, IDENT, filter, 0, abi.value(KqueueConstant.NOTE_TRIGGER), RegistrationTable.BREAK);
            told = told < 0 ? told : libc.kevent(kq, event.address(0), 1, event.address(0), 1, now.address());
        } finally {
            Reference.reachabilityFence(event);
            Reference.reachabilityFence(now);
        }
        return told == 1
                && event.filter(0) == filter
                && event.ident(0) == IDENT
                && (event.flags(0) & abi.value(KqueueConstant.EV_ERROR)) == 0;
    }

    @Override
    public void signal() throws ErrnoException {
        int result;
        try {
            result = libc.kevent(kq, trigger.address(0), 1, 0, 0, now.address());
        } finally {
            Reference.reachabilityFence(trigger);
            Reference.reachabilityFence(now);
        }
        // EINTR: it has been applied, kevent(2).
        if (result < 0 && !libc.errnoName(-result).equals("EINTR")) {
            throw libc.failure("kevent(NOTE_TRIGGER)", kq, result);
        }
    }

    /** Fetching it has. */
    @Override
    public void drain() {}

    @Override
    public boolean endsByFetch() {
        return true;
    }
}
