// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.Capability;
import dev.poller.Interest;
import dev.poller.Readiness;
import dev.poller.Trigger;
import dev.poller.libc.KqueueAbi;
import dev.poller.libc.KqueueConstant;
import java.util.Set;

/**
 * Translates between interest, filters and readiness; the table is in the package's description. Immutable.
 *
 * <p>A registration's events are a set of {@link #READ}, {@link #WRITE} and {@link #EXCEPT}; a report has the rest too.
 */
final class KqueueBits {
    static final int READ = 1;
    static final int WRITE = 1 << 1;
    static final int EXCEPT = 1 << 2;
    static final int READ_EOF = 1 << 3;
    static final int WRITE_EOF = 1 << 4;
    static final int FAILED = 1 << 5;

    /** The filters' bits, in the order they are told to the kernel. */
    private static final int[] FILTERS = {READ, WRITE, EXCEPT};

    private final int readFilter;
    private final int writeFilter;
    private final boolean hasExcept;
    private final int exceptFilter;
    private final int outOfBand;
    private final int clear;
    private final int once;
    private final int error;
    private final int eof;

    KqueueBits(KqueueAbi abi) {
        readFilter = abi.value(KqueueConstant.EVFILT_READ);
        writeFilter = abi.value(KqueueConstant.EVFILT_WRITE);
        hasExcept = abi.has(KqueueConstant.EVFILT_EXCEPT);
        exceptFilter = hasExcept ? abi.value(KqueueConstant.EVFILT_EXCEPT) : 0;
        outOfBand = hasExcept ? abi.value(KqueueConstant.NOTE_OOB) : 0;
        clear = abi.value(KqueueConstant.EV_CLEAR);
        once = abi.value(KqueueConstant.EV_ONESHOT);
        error = abi.value(KqueueConstant.EV_ERROR);
        eof = abi.value(KqueueConstant.EV_EOF);
    }

    /** What to ask the kernel for. */
    int events(Set<Interest> interest) {
        if (interest.contains(Interest.PRIORITY) && !hasExcept) {
            throw new UnsupportedOperationException(
                    "provider " + KqueueProvider.NAME + " lacks " + Capability.PRIORITY + " here: no EVFILT_EXCEPT");
        }
        return (interest.contains(Interest.READ) ? READ : 0)
                | (interest.contains(Interest.WRITE) ? WRITE : 0)
                | (interest.contains(Interest.PRIORITY) ? EXCEPT : 0);
    }

    boolean hasExcept() {
        return hasExcept;
    }

    /** How many filters there may be. */
    static int filters() {
        return FILTERS.length;
    }

    /** The bit of a filter. */
    static int filterBit(int index) {
        return FILTERS[index];
    }

    int filter(int bit) {
        return switch (bit) {
            case READ -> readFilter;
            case WRITE -> writeFilter;
            default -> exceptFilter;
        };
    }

    int note(int bit) {
        return bit == EXCEPT ? outOfBand : 0;
    }

    int flags(Trigger trigger) {
        return switch (trigger) {
            case EDGE -> clear;
            case LEVEL -> 0;
            case ONESHOT -> once;
        };
    }

    /** An event in this class's bits. */
    int report(int filter, int flags, int fflags) {
        boolean ended = (flags & eof) != 0;
        int failed = (flags & error) != 0 || (ended && fflags != 0) ? FAILED : 0;
        if (filter == readFilter) {
            return READ | failed | (ended ? READ_EOF : 0);
        }
        if (filter == writeFilter) {
            return WRITE | failed | (ended ? WRITE_EOF : 0);
        }
        return EXCEPT;
    }

    /**
     * The bits of {@link Readiness}.
     *
     * @param reported by the kernel
     * @param asked of the kernel
     */
    static int readiness(int reported, int asked) {
        int ready = bit(asked & READ, reported & READ, Readiness.READABLE)
                | bit(asked & WRITE, reported & (WRITE | READ_EOF), Readiness.WRITABLE)
                | bit(asked & EXCEPT, reported & EXCEPT, Readiness.PRIORITY);
        return ready == 0
                ? 0
                : ready
                        | bit(1, reported & READ_EOF, Readiness.READ_CLOSED)
                        | bit(1, reported & WRITE_EOF, Readiness.WRITE_CLOSED)
                        | bit(1, reported & FAILED, Readiness.ERROR);
    }

    private static int bit(int asked, int reported, int bit) {
        return asked != 0 && reported != 0 ? bit : 0;
    }
}
