// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.fault;

import dev.poller.libc.Abi;
import dev.poller.libc.Constant;
import dev.poller.libc.KqueueAbi;
import dev.poller.libc.KqueueConstant;
import dev.poller.libc.Libc;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One kqueue of the stand-in: an epoll over what wakes each filter, because a kqueue watches a descriptor once for each
 * filter, and an eventfd for the events of EVFILT_USER. Any thread may call; the lock is not held while a call
 * waits.
 */
final class StandInQueue {
    private static final int MOST = 256;

    private final Libc linux;
    private final Abi abi;
    private final KqueueAbi kqueue;
    private final KqueueStandIn.Features features;
    private final KqueueStandIn.Refusal refusal;
    private final int outer;
    private final int signal;
    private final List<Filter> filters = new ArrayList<>();
    private final Map<Long, UserEvent> userEvents = new HashMap<>();
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(64).order(ByteOrder.nativeOrder());
    private int turn;

    private static final class UserEvent {
        long udata;
        boolean clears;
        boolean triggered;
    }

    private StandInQueue(Libc linux, Abi abi, KqueueStandIn.Features features, KqueueStandIn.Refusal refusal) {
        this.linux = linux;
        this.abi = abi;
        this.kqueue = abi.kqueue();
        this.features = features;
        this.refusal = refusal;
        this.outer = linux.epollCreate1(abi.value(Constant.EPOLL_CLOEXEC));
        this.signal = linux.eventfd(0, abi.value(Constant.EFD_CLOEXEC) | abi.value(Constant.EFD_NONBLOCK));
        watch(signal);
        int ended = abi.value(Constant.EPOLLHUP) | abi.value(Constant.EPOLLERR);
        int readEnded = ended | abi.value(Constant.EPOLLRDHUP);
        int in = abi.value(Constant.EPOLLIN) | abi.value(Constant.EPOLLRDHUP);
        filter(KqueueConstant.EVFILT_READ, in, readEnded);
        filter(KqueueConstant.EVFILT_WRITE, abi.value(Constant.EPOLLOUT), ended);
        if (kqueue.has(KqueueConstant.EVFILT_EXCEPT)) {
            filter(KqueueConstant.EVFILT_EXCEPT, abi.value(Constant.EPOLLPRI), 0);
        }
    }

    static StandInQueue create(Libc linux, Abi abi, KqueueStandIn.Features features, KqueueStandIn.Refusal refusal) {
        return new StandInQueue(linux, abi, features, refusal);
    }

    private void filter(KqueueConstant filter, int events, int ended) {
        filter(new StandInFilter(linux, abi, kqueue.value(filter), events, ended));
    }

    private void filter(Filter made) {
        filters.add(made);
        watch(made.wake());
    }

    /** Made when first asked for: each has descriptors, and few queues need it. */
    private Optional<Filter> filterOf(int number) {
        Optional<Filter> there =
                filters.stream().filter(each -> each.number() == number).findFirst();
        if (there.isEmpty()) {
            there = kernelFilter(number);
            there.ifPresent(this::filter);
        }
        return there;
    }

    private Optional<Filter> kernelFilter(int number) {
        if (number == kqueue.value(KqueueConstant.EVFILT_PROC)) {
            return Optional.of(new ProcessFilter(linux, abi));
        }
        if (number == kqueue.value(KqueueConstant.EVFILT_VNODE)) {
            return Optional.of(new FileFilter(linux, abi));
        }
        return number == kqueue.value(KqueueConstant.EVFILT_SIGNAL)
                ? Optional.of(new SignalFilter(linux, abi))
                : Optional.empty();
    }

    private void watch(int fd) {
        scratch.putInt(0, abi.value(Constant.EPOLLIN));
        int result = linux.epollCtl(outer, abi.value(Constant.EPOLL_CTL_ADD), fd, linux.address(scratch));
        if (result < 0) {
            throw new IllegalStateException(linux.errnoName(-result));
        }
    }

    int fd() {
        return outer;
    }

    void closeInner() {
        linux.close(signal);
        filters.forEach(Filter::close);
    }

    synchronized void closing(int fd) {
        filters.forEach(filter -> filter.closing(fd));
    }

    /** Changes first; their errors and receipts are events, and if there are any nothing is waited for. */
    int kevent(KeventView changes, KeventView events, long nanos) {
        int told = 0;
        synchronized (this) {
            for (int i = 0; i < changes.count(); i++) {
                int errno = apply(changes, i);
                boolean receipt = features.receipts() && has(changes.flags(i), KqueueConstant.EV_RECEIPT);
                if (errno == 0 && !receipt) {
                    continue;
                }
                if (told == events.count()) {
                    if (errno != 0) {
                        return -errno;
                    }
                    continue;
                }
                int flags = changes.flags(i) | flag(KqueueConstant.EV_ERROR);
                events.put(
                        told++,
                        new KeventView.Event(changes.ident(i), changes.filter(i), flags, 0, errno, changes.udata(i)));
            }
        }
        return told > 0 || events.count() == 0 ? told : scan(events, nanos);
    }

    private int apply(KeventView changes, int i) {
        if (!changes.isClean(i)) {
            throw new AssertionError("the structure was not zeroed");
        }
        int filter = changes.filter(i);
        int refused = refusal.errno(changes.ident(i), filter, changes.flags(i));
        if (refused != 0) {
            return refused;
        }
        boolean user = features.userEvents() && kqueue.has(KqueueConstant.EVFILT_USER);
        if (user && filter == kqueue.value(KqueueConstant.EVFILT_USER)) {
            return applyUser(changes, i);
        }
        return filterOf(filter)
                .map(each -> each.apply(changes.ident(i), changes.flags(i), changes.fflags(i), changes.udata(i)))
                .orElse(abi.value(Constant.EINVAL));
    }

    private int applyUser(KeventView changes, int i) {
        long ident = changes.ident(i);
        int flags = changes.flags(i);
        UserEvent event = userEvents.get(ident);
        if (event == null && !has(flags, KqueueConstant.EV_ADD)) {
            return abi.value(Constant.ENOENT);
        }
        if (has(flags, KqueueConstant.EV_DELETE)) {
            userEvents.remove(ident);
            return 0;
        }
        if (event == null) {
            event = new UserEvent();
            event.clears = has(flags, KqueueConstant.EV_CLEAR);
            userEvents.put(ident, event);
        }
        event.udata = changes.udata(i);
        if ((changes.fflags(i) & kqueue.value(KqueueConstant.NOTE_TRIGGER)) != 0) {
            event.triggered = true;
            scratch.putLong(0, 1);
            linux.write(signal, linux.address(scratch), Long.BYTES);
        }
        return 0;
    }

    private int scan(KeventView events, long nanos) {
        long start = System.nanoTime();
        ByteBuffer wait = ByteBuffer.allocateDirect(32).order(ByteOrder.nativeOrder());
        ByteBuffer ignored = ByteBuffer.allocateDirect(MOST).order(ByteOrder.nativeOrder());
        while (true) {
            int told = gather(events);
            long left = nanos < 0 ? Long.MAX_VALUE : nanos - (System.nanoTime() - start);
            if (told > 0 || left <= 0) {
                return told;
            }
            wait.putLong(0, left / 1_000_000_000L).putLong(8, left % 1_000_000_000L);
            int ready = await(nanos < 0 ? 0 : linux.address(wait), wait, ignored);
            if (ready < 0) {
                return ready;
            }
        }
    }

    private int await(long time, ByteBuffer wait, ByteBuffer ignored) {
        try {
            return linux.epollPwait2(outer, linux.address(ignored), 1, time);
        } finally {
            Reference.reachabilityFence(wait);
            Reference.reachabilityFence(ignored);
        }
    }

    private synchronized int gather(KeventView events) {
        int told = 0;
        for (Map.Entry<Long, UserEvent> each : userEvents.entrySet()) {
            UserEvent event = each.getValue();
            if (event.triggered && told < events.count()) {
                int number = kqueue.value(KqueueConstant.EVFILT_USER);
                int flags = event.clears ? flag(KqueueConstant.EV_CLEAR) : 0;
                events.put(told++, new KeventView.Event(each.getKey(), number, flags, 0, 0, event.udata));
                event.triggered = !event.clears;
            }
        }
        if (Stream.of(userEvents.values().toArray(new UserEvent[0])).noneMatch(event -> event.triggered)) {
            linux.read(signal, linux.address(scratch), Long.BYTES);
        }
        turn++;
        for (int i = 0; i < filters.size(); i++) {
            told = filters.get((i + turn) % filters.size()).gather(events, told);
        }
        return told;
    }

    private int flag(KqueueConstant constant) {
        return kqueue.value(constant);
    }

    private boolean has(int flags, KqueueConstant constant) {
        return kqueue.has(constant) && (flags & kqueue.value(constant)) != 0;
    }
}
