// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import java.util.Set;
import java.util.function.IntFunction;

/**
 * What the errno in a call's result means, on every system alike. Immutable; any thread.
 *
 * <p>A result is as {@link Libc} returns it: 0 or more, or minus errno. The questions are false for a result that is no
 * failure, and neither they nor {@link #number} allocate, so a read, a write or a wait may ask them. An errno that a
 * system does not have is never the answer there.
 *
 * <p>EWOULDBLOCK has EAGAIN's number on every system of the tables.
 */
public final class Errno {
    /** Of an errno that there is not: no result is that small. */
    private static final long ABSENT = Long.MIN_VALUE;

    private final Abi abi;
    private final IntFunction<String> text;

    // Each is minus errno.
    private final long again;
    private final long interrupted;
    private final long inProgress;
    private final long already;
    private final long reset;
    private final long aborted;
    private final long brokenPipe;
    private final long notConnected;
    private final long badDescriptor;
    private final long unreachableHost;
    private final long unreachableNetwork;
    private final long processLimit;
    private final long systemLimit;
    private final long noBuffers;
    private final long noMemory;
    private final long noSpace;
    private final long noSuchCall;
    private final long notPermitted;

    /** What a failure is about, where more than one errno says the same. */
    public enum Kind {
        /** {@link Errno#isAgain}. */
        AGAIN,
        /** {@link Errno#isInterrupted}. */
        INTERRUPTED,
        /** {@link Errno#isInProgress}. */
        IN_PROGRESS,
        /** {@link Errno#isReset}. */
        RESET,
        /** {@link Errno#isAborted}. */
        ABORTED,
        /** {@link Errno#isGone}. */
        GONE,
        /** {@link Errno#isUnreachable}. */
        UNREACHABLE,
        /** {@link Errno#isLimit}. */
        LIMIT,
        /** {@link Errno#isMissing}. */
        MISSING,
        /** None of these. */
        OTHER
    }

    /**
     * The errno values of a system.
     *
     * @param abi their numbers and names
     * @param text what the C library says of one
     */
    public Errno(Abi abi, IntFunction<String> text) {
        this.abi = abi;
        this.text = text;
        again = minus(Constant.EAGAIN);
        interrupted = minus(Constant.EINTR);
        inProgress = minus(Constant.EINPROGRESS);
        already = minus(Constant.EALREADY);
        reset = minus(Constant.ECONNRESET);
        aborted = minus(Constant.ECONNABORTED);
        brokenPipe = minus(Constant.EPIPE);
        notConnected = minus(Constant.ENOTCONN);
        badDescriptor = minus(Constant.EBADF);
        unreachableHost = minus(Constant.EHOSTUNREACH);
        unreachableNetwork = minus(Constant.ENETUNREACH);
        processLimit = minus(Constant.EMFILE);
        systemLimit = minus(Constant.ENFILE);
        noBuffers = minus(Constant.ENOBUFS);
        noMemory = minus(Constant.ENOMEM);
        noSpace = minus(Constant.ENOSPC);
        noSuchCall = minus(Constant.ENOSYS);
        notPermitted = minus(Constant.EPERM);
    }

    private long minus(Constant errno) {
        return abi.has(errno) ? -abi.value(errno) : ABSENT;
    }

    /**
     * EAGAIN: the call would have to wait. Of connect on a Unix socket it says that the listener's queue is full, and
     * no connection is under way: connect(2).
     */
    public boolean isAgain(long result) {
        return result == again;
    }

    /**
     * EINTR: a signal came first. A read, write, accept or wait is made again. A connect goes on by itself and must not
     * be made again (POSIX connect), and close has given the number back (close(2), "Dealing with error returns from
     * close()").
     */
    public boolean isInterrupted(long result) {
        return result == interrupted;
    }

    /** EINPROGRESS, and EALREADY of a second call: a connection is being made, and writable tells when it is over. */
    public boolean isInProgress(long result) {
        return result == inProgress || result == already;
    }

    /** ECONNRESET: the peer has reset the connection. */
    public boolean isReset(long result) {
        return result == reset;
    }

    /** ECONNABORTED: of accept, that a connection died in the queue, and the next may be there. */
    public boolean isAborted(long result) {
        return result == aborted;
    }

    /**
     * EPIPE, ENOTCONN and EBADF: there is nobody to talk to, because the peer no longer reads, there is no connection
     * (any more), or the descriptor is not open. A reset is {@link #isReset}.
     */
    public boolean isGone(long result) {
        return result == brokenPipe || result == notConnected || result == badDescriptor;
    }

    /** EHOSTUNREACH and ENETUNREACH: there is no way to the peer. */
    public boolean isUnreachable(long result) {
        return result == unreachableHost || result == unreachableNetwork;
    }

    /**
     * EMFILE, ENFILE, ENOBUFS, ENOMEM and ENOSPC: something has run out, and the call may work once some of it is given
     * back. Descriptors of the process, descriptors of the system, memory of sockets, memory, and what epoll_ctl(2) and
     * inotify_add_watch(2) allow a user to watch.
     */
    public boolean isLimit(long result) {
        return result == processLimit
                || result == systemLimit
                || result == noBuffers
                || result == noMemory
                || result == noSpace;
    }

    /**
     * ENOSYS: the kernel or the C library does not have the call. A sandbox may refuse one it does not know with EPERM
     * instead (seccomp(2) lets its author choose, and older container engines do so); that is not taken for
     * missing here, because EPERM has meanings of its own: see {@link #isAbsent}.
     */
    public boolean isMissing(long result) {
        return result == noSuchCall;
    }

    /**
     * ENOSYS or EPERM: of a call that never fails with EPERM by itself, or was called only to see whether it is there
     * ({@link OptionalCall}), that it cannot be had, for want of a kernel or C library that has it, or because a
     * sandbox refuses it.
     */
    public boolean isAbsent(long result) {
        return result == noSuchCall || result == notPermitted;
    }

    /**
     * True for one errno; for where no question fits and time does not count.
     *
     * @param errno one of the constants that begin with E
     */
    public boolean is(long result, Constant errno) {
        return result < 0 && result == minus(errno);
    }

    /** The same of several. */
    public boolean isAny(long result, Set<Constant> errors) {
        for (Constant errno : errors) {
            if (is(result, errno)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The kind of a failure.
     *
     * @param result minus errno
     * @throws IllegalArgumentException if it is no failure
     */
    public Kind kind(long result) {
        number(result);
        if (isAgain(result)) {
            return Kind.AGAIN;
        } else if (isInterrupted(result)) {
            return Kind.INTERRUPTED;
        } else if (isInProgress(result)) {
            return Kind.IN_PROGRESS;
        } else if (isReset(result)) {
            return Kind.RESET;
        } else if (isAborted(result)) {
            return Kind.ABORTED;
        } else if (isGone(result)) {
            return Kind.GONE;
        } else if (isUnreachable(result)) {
            return Kind.UNREACHABLE;
        } else if (isLimit(result)) {
            return Kind.LIMIT;
        }
        return isMissing(result) ? Kind.MISSING : Kind.OTHER;
    }

    /**
     * The positive errno.
     *
     * @param result minus errno
     * @throws IllegalArgumentException if it is no failure
     */
    public int number(long result) {
        if (result >= 0) {
            throw new IllegalArgumentException("no failure: " + result);
        }
        return (int) -result;
    }

    /**
     * The symbol, for example {@code EAGAIN}; {@code errno 4711} if it has none.
     *
     * @param result minus errno
     * @throws IllegalArgumentException if it is no failure
     */
    public String name(long result) {
        return abi.errnoName(number(result));
    }

    /**
     * What the C library says of it, for example {@code No such file or directory}.
     *
     * @param result minus errno
     * @throws IllegalArgumentException if it is no failure
     */
    public String text(long result) {
        return text.apply(number(result));
    }
}
