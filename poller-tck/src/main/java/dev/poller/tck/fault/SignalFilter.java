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
import java.util.concurrent.atomic.AtomicLong;

/**
 * EVFILT_SIGNAL, which always clears. The JVM hears the signal, whose default is lost meanwhile: a kernel does not do
 * so.
 */
final class SignalFilter implements Filter {
    private final Libc linux;
    private final Abi abi;
    private final KqueueAbi kqueue;
    private final int wake;
    private final ByteBuffer one = ByteBuffer.allocateDirect(Long.BYTES).order(ByteOrder.nativeOrder());
    private final ByteBuffer read = ByteBuffer.allocateDirect(Long.BYTES).order(ByteOrder.nativeOrder());
    private final Map<Integer, Note> notes = new HashMap<>();

    private record Note(AtomicLong count, HeardSignal heard, long udata) {}

    SignalFilter(Libc linux, Abi abi) {
        this.linux = linux;
        this.abi = abi;
        this.kqueue = abi.kqueue();
        this.wake = linux.eventfd(0, abi.value(Constant.EFD_CLOEXEC) | abi.value(Constant.EFD_NONBLOCK));
        one.putLong(0, 1);
    }

    @Override
    public int number() {
        return kqueue.value(KqueueConstant.EVFILT_SIGNAL);
    }

    @Override
    public int wake() {
        return wake;
    }

    @Override
    public int apply(long ident, int flags, int fflags, long udata) {
        int signal = (int) ident;
        Note before = notes.remove(signal);
        if (before != null) {
            before.heard().close();
        }
        if ((flags & kqueue.value(KqueueConstant.EV_ADD)) == 0) {
            return before == null ? abi.value(Constant.ENOENT) : 0;
        }
        AtomicLong count = new AtomicLong();
        HeardSignal heard = HeardSignal.hear(signal, () -> {
            count.incrementAndGet();
            linux.write(wake, linux.address(one), Long.BYTES);
        });
        if (heard == null) {
            return abi.value(Constant.EINVAL);
        }
        notes.put(signal, new Note(count, heard, udata));
        return 0;
    }

    @Override
    public int gather(KeventView to, int first) {
        linux.read(wake, linux.address(read), Long.BYTES);
        int told = first;
        for (Map.Entry<Integer, Note> each : notes.entrySet()) {
            Note note = each.getValue();
            long count = told < to.count() ? note.count().getAndSet(0) : 0;
            if (count > 0) {
                int flags = kqueue.value(KqueueConstant.EV_CLEAR);
                to.put(told++, new KeventView.Event(each.getKey(), number(), flags, 0, count, note.udata()));
            }
        }
        return told;
    }

    @Override
    public void close() {
        notes.values().forEach(note -> note.heard().close());
        linux.close(wake);
    }
}
