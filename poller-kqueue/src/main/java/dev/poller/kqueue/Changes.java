// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.libc.Errno;
import dev.poller.libc.KqueueAbi;
import dev.poller.libc.KqueueConstant;
import dev.poller.libc.Libc;
import java.lang.ref.Reference;

/**
 * A few changes to a kqueue, applied together, and what came of each. Called under the lock of the registrations.
 *
 * <p>With EV_RECEIPT one call applies all and answers for each. Without it a change that fails keeps the rest from
 * being applied (kevent(2)), so each is a call of its own.
 */
final class Changes {
    private static final int MOST = 3;
    private static final long NO_EVENTS = 0;

    private final Libc libc;
    private final int kq;
    private final KeventArray changes;
    private final KeventArray receipts;
    private final ZeroTime now;
    private final int add;
    private final int delete;
    private final int enable;
    private final int error;
    private final int receipt;
    private final Errno errno;

    private final boolean[] deletes = new boolean[MOST];
    private final int[] results = new int[MOST];
    private int count;
    private boolean receiptsWork;

    Changes(Libc libc, int kq) {
        KqueueAbi abi = libc.abi().kqueue();
        this.libc = libc;
        this.kq = kq;
        this.changes = new KeventArray(libc, MOST);
        this.receipts = new KeventArray(libc, MOST);
        this.now = new ZeroTime(libc);
        this.add = abi.value(KqueueConstant.EV_ADD);
        this.delete = abi.value(KqueueConstant.EV_DELETE);
        this.enable = abi.value(KqueueConstant.EV_ENABLE);
        this.error = abi.value(KqueueConstant.EV_ERROR);
        this.receipt = abi.has(KqueueConstant.EV_RECEIPT) ? abi.value(KqueueConstant.EV_RECEIPT) : 0;
        this.errno = libc.errno();
    }

    void begin() {
        count = 0;
    }

    void add(long ident, int filter, int flags, int fflags, long udata) {
        change(ident, filter, add | flags, fflags, udata, false);
    }

    /** Fails with ENOENT if there is no such filter. */
    void enable(long ident, int filter, int fflags, long udata) {
        change(ident, filter, enable, fflags, udata, false);
    }

    void delete(long ident, int filter) {
        change(ident, filter, delete, 0, 0, true);
    }

    private void change(long ident, int filter, int flags, int fflags, long udata, boolean isDelete) {
        changes.put(count, ident, filter, flags | (receiptsWork ? receipt : 0), fflags, udata);
        deletes[count++] = isDelete;
    }

    int count() {
        return count;
    }

    boolean isDelete(int index) {
        return deletes[index];
    }

    /** Of a change, for messages. */
    String name(int index) {
        return deletes[index] ? "DELETE" : "ADD";
    }

    /** What came of a change: 0, or minus errno. */
    int result(int index) {
        return results[index];
    }

    /**
     * Adds one filter that is silent for now, and finds out by it whether this kernel gives receipts: one that does not
     * know the flag has no event to tell, or refuses it, or tells the event itself, without the mark of a receipt.
     *
     * @return 0 or minus errno, as of kevent with EV_RECEIPT
     */
    int addAndProbeReceipts(long ident, int filter, int flags, long udata) {
        if (receipt != 0) {
            receiptsWork = true;
            begin();
            add(ident, filter, flags, 0, udata);
            int told = applyTogether();
            receiptsWork = told == 1 && isReceipt(0) && receipts.ident(0) == ident && results[0] == 0;
            if (receiptsWork) {
                return 0;
            }
        }
        begin();
        add(ident, filter, flags, 0, udata);
        apply();
        return results[0];
    }

    boolean receiptsWork() {
        return receiptsWork;
    }

    void apply() {
        if (count == 0) {
            return;
        }
        if (receiptsWork) {
            applyTogether();
        } else {
            applyOneByOne();
        }
    }

    private int applyTogether() {
        int told;
        try {
            told = libc.kevent(kq, changes.address(0), count, receipts.address(0), count, now.address());
        } finally {
            Reference.reachabilityFence(changes);
            Reference.reachabilityFence(receipts);
            Reference.reachabilityFence(now);
        }
        for (int i = 0; i < count; i++) {
            results[i] = told < 0 ? applied(told) : 0;
        }
        for (int i = 0; i < told; i++) {
            if (isReceipt(i)) {
                results[i] = (int) -receipts.data(i);
            }
        }
        return told;
    }

    /** EV_ERROR with data 0 is success: kevent(2), EV_RECEIPT. */
    private boolean isReceipt(int index) {
        return (receipts.flags(index) & error) != 0;
    }

    private void applyOneByOne() {
        try {
            for (int i = 0; i < count; i++) {
                results[i] = applied(libc.kevent(kq, changes.address(i), 1, NO_EVENTS, 0, now.address()));
            }
        } finally {
            Reference.reachabilityFence(changes);
            Reference.reachabilityFence(now);
        }
    }

    /** kevent(2): at EINTR all changes in the list have been applied. */
    private int applied(int result) {
        return errno.isInterrupted(result) ? 0 : result;
    }
}
