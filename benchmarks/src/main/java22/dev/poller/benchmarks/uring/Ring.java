// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.uring;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * The two queues that are shared with the kernel: what is submitted, and what has completed (io_uring(7)). Confined to
 * the thread that calls {@link #enable}; only that thread may enter the kernel with it.
 *
 * <p>The kernel does its part of the work only within {@link #enter}: IORING_SETUP_DEFER_TASKRUN. Until then a flag in
 * shared memory says that there is some, so looking costs no system call.
 */
final class Ring {
    private static final int SUBMISSIONS = 4096;
    private static final int COMPLETIONS = 4 * SUBMISSIONS;

    /** CQSIZE, R_DISABLED, SUBMIT_ALL, TASKRUN_FLAG, SINGLE_ISSUER, DEFER_TASKRUN. */
    private static final int SETUP = 1 << 3 | 1 << 6 | 1 << 7 | 1 << 9 | 1 << 12 | 1 << 13;

    private static final int REGISTER_ENABLE_RINGS = 12;
    private static final int REGISTER_RING_FDS = 20;

    private static final int ENTER_GETEVENTS = 1;
    private static final int ENTER_EXT_ARG = 1 << 3;
    private static final int ENTER_REGISTERED_RING = 1 << 4;

    /** IORING_SQ_CQ_OVERFLOW, IORING_SQ_TASKRUN: something comes by entering. */
    private static final int SQ_ENTER = 1 << 1 | 1 << 2;

    private static final int EPERM = 1;
    private static final int EINTR = 4;
    private static final int EAGAIN = 11;
    private static final int EACCES = 13;
    private static final int EBUSY = 16;
    private static final int EINVAL = 22;
    private static final int ENOSYS = 38;
    private static final int ETIME = 62;

    private static final long SECOND = 1_000_000_000;
    private static final long OFFSET_OF_SQES = 0x10000000L;
    private static final int SQE = 64;
    private static final int CQE = 16;

    private static final VarHandle INT = JAVA_INT.varHandle();

    private final Calls calls = new Calls();
    private final int fd;
    private final MemorySegment queues;
    private final MemorySegment sqes;

    /** Where in the queues these are. */
    private final int sqTail;

    private final int sqFlags;
    private final int cqHead;
    private final int cqTail;
    private final int cqes;

    private final int sqMask;
    private final int cqMask;

    /** struct io_uring_getevents_arg, and behind it the struct __kernel_timespec to which it points. */
    private final MemorySegment waiting = Arena.global().allocate(24, 8);

    private final MemorySegment timespec = Arena.global().allocate(16, 8);

    /** How the kernel knows this ring: by its descriptor, and registered with the thread by a number. */
    private int entered;

    private int enteredFlag;

    private int tail;
    private int submitted;
    private int head;
    private long enters;

    /**
     * A ring that is not enabled yet. Any thread.
     *
     * @throws IOException if there is no io_uring here, or it is too old; one line
     */
    Ring() throws IOException {
        MemorySegment params = Arena.global().allocate(120, 8);
        params.set(JAVA_INT, 4, COMPLETIONS);
        params.set(JAVA_INT, 8, SETUP);
        fd = calls.setup(SUBMISSIONS, params);
        if (fd < 0) {
            throw new IOException(refusal(-fd));
        }
        entered = fd;
        int sqEntries = params.get(JAVA_INT, 0);
        int cqEntries = params.get(JAVA_INT, 4);
        int array = params.get(JAVA_INT, 40 + 24);
        sqTail = params.get(JAVA_INT, 40 + 4);
        sqFlags = params.get(JAVA_INT, 40 + 16);
        cqHead = params.get(JAVA_INT, 80);
        cqTail = params.get(JAVA_INT, 80 + 4);
        cqes = params.get(JAVA_INT, 80 + 20);
        queues = map(Math.max(array + 4L * sqEntries, cqes + (long) CQE * cqEntries), 0);
        sqes = map((long) SQE * sqEntries, OFFSET_OF_SQES);
        sqMask = sqEntries - 1;
        cqMask = cqEntries - 1;
        for (int i = 0; i < sqEntries; i++) {
            queues.set(JAVA_INT, array + 4L * i, i);
        }
        waiting.set(JAVA_LONG, 16, 0);
    }

    private static String refusal(int errno) {
        String why = switch (errno) {
            case ENOSYS -> "the kernel, or a seccomp profile, has none (ENOSYS)";
            case EPERM, EACCES ->
                "a seccomp profile or the sysctl kernel.io_uring_disabled forbids it (errno " + errno + ")";
            case EINVAL -> "Linux 6.1 or later is needed, for IORING_SETUP_DEFER_TASKRUN (EINVAL)";
            default -> "io_uring_setup: errno " + errno;
        };
        return "io_uring cannot be used here: " + why;
    }

    private MemorySegment map(long size, long offset) throws IOException {
        MemorySegment mapped = calls.map(fd, size, offset);
        if (mapped.byteSize() == 0) {
            throw new IOException("io_uring cannot be used here: its queues cannot be mapped");
        }
        return mapped;
    }

    /** Its descriptor. */
    int fd() {
        return fd;
    }

    /** How often the kernel was entered. */
    long enters() {
        return enters;
    }

    /** io_uring_register(2); 0 or more, or -errno. */
    int register(int opcode, MemorySegment argument, int arguments) {
        return calls.register(fd, opcode, argument, arguments);
    }

    /** From now on the calling thread is the only one that submits. */
    void enable() throws IOException {
        check("IORING_REGISTER_ENABLE_RINGS", register(REGISTER_ENABLE_RINGS, MemorySegment.NULL, 0));
        MemorySegment update = Arena.global().allocate(16, 8); // struct io_uring_rsrc_update
        update.set(JAVA_INT, 0, -1);
        update.set(JAVA_LONG, 8, fd);
        if (register(REGISTER_RING_FDS, update, 1) == 1) {
            entered = update.get(JAVA_INT, 0);
            enteredFlag = ENTER_REGISTERED_RING;
        }
    }

    private static int check(String call, int result) throws IOException {
        if (result < 0) {
            throw new IOException(call + ": errno " + -result);
        }
        return result;
    }

    /** How many submissions the kernel has not been told of. */
    int pending() {
        return tail - submitted;
    }

    /**
     * Adds a submission, all of whose other fields are 0; submits first if the queue is full. The fields are those of
     * struct io_uring_sqe.
     *
     * @param how the operation, its IOSQE flags and its ioprio, as {@link Submission} has them
     * @param data comes back with the completion
     */
    void add(Submission how, int descriptor, long address, int length, long data) throws IOException {
        if (pending() > sqMask) {
            submit();
            if (pending() > sqMask) {
                throw new IOException("io_uring: the kernel takes no submissions");
            }
        }
        long at = (long) (tail & sqMask) * SQE;
        tail++;
        sqes.set(JAVA_BYTE, at, how.opcode);
        sqes.set(JAVA_BYTE, at + 1, how.flags);
        sqes.set(JAVA_SHORT, at + 2, how.ioprio);
        sqes.set(JAVA_INT, at + 4, descriptor);
        sqes.set(JAVA_LONG, at + 8, how.offset);
        sqes.set(JAVA_LONG, at + 16, address);
        sqes.set(JAVA_INT, at + 24, length);
        sqes.set(JAVA_INT, at + 28, how.operationFlags);
        sqes.set(JAVA_LONG, at + 32, data);
        sqes.set(JAVA_LONG, at + 40, 0);
        sqes.set(JAVA_LONG, at + 48, 0);
        sqes.set(JAVA_LONG, at + 56, 0);
    }

    /** Tells the kernel of all submissions; it tries them at once. */
    void submit() throws IOException {
        enter(0, 0, MemorySegment.NULL);
    }

    /** Submits what is pending, and lets the kernel do what has come up, if there is any of both. */
    void look() throws IOException {
        if (pending() > 0 || ((int) INT.getAcquire(queues, (long) sqFlags) & SQ_ENTER) != 0) {
            enter(0, ENTER_GETEVENTS, MemorySegment.NULL);
        }
    }

    /**
     * As {@link #look}, and waits for a completion.
     *
     * @param nanos for how long at most; negative for ever
     */
    void await(long nanos) throws IOException {
        if (nanos < 0) {
            enter(1, ENTER_GETEVENTS, MemorySegment.NULL);
            return;
        }
        timespec.set(JAVA_LONG, 0, nanos / SECOND);
        timespec.set(JAVA_LONG, 8, nanos % SECOND);
        waiting.set(JAVA_LONG, 16, timespec.address());
        enter(1, ENTER_GETEVENTS | ENTER_EXT_ARG, waiting);
    }

    private void enter(int complete, int flags, MemorySegment argument) throws IOException {
        INT.setRelease(queues, (long) sqTail, tail);
        enters++;
        int result = calls.enter(entered, tail - submitted, complete, flags | enteredFlag, argument);
        if (result >= 0) {
            submitted += result;
            return;
        }
        switch (-result) {
            case EINTR, ETIME -> {}
            case EAGAIN, EBUSY -> {} // The kernel is short of memory, or of completions: some are to be taken first.
            default -> throw new IOException("io_uring_enter: errno " + -result);
        }
    }

    /** How many completions there are. */
    int completions() {
        return (int) INT.getAcquire(queues, (long) cqTail) - head;
    }

    /** The data of the first completion. */
    long data() {
        return queues.get(JAVA_LONG, at());
    }

    /** Its result: 0 or more, or -errno. */
    int result() {
        return queues.get(JAVA_INT, at() + 8);
    }

    /** Its flags. */
    int flags() {
        return queues.get(JAVA_INT, at() + 12);
    }

    private long at() {
        return cqes + (long) (head & cqMask) * CQE;
    }

    /** Takes the first completion out. */
    void next() {
        head++;
        INT.setRelease(queues, (long) cqHead, head);
    }
}
