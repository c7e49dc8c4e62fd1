// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.uring;

/** The kinds of submissions, with the fields of struct io_uring_sqe that are the same in each (linux/io_uring.h). */
enum Submission {
    /** IORING_OP_RECV, IOSQE_BUFFER_SELECT, IORING_RECV_MULTISHOT: goes on receiving into provided buffers. */
    RECEIVE(0, 27, 1 << 5, 1 << 1, 0, 0),

    /** IORING_OP_SEND, MSG_NOSIGNAL and MSG_WAITALL: completes when all is with the kernel. */
    SEND(1, 26, 0, 0, 0, 0x4100),

    /** IORING_OP_ACCEPT, IORING_ACCEPT_MULTISHOT, SOCK_CLOEXEC: blocking, or the kernel would not wait for them. */
    ACCEPT(2, 13, 0, 1, 0, 0x80000),

    /** IORING_OP_READ at the current position, which an eventfd wants. */
    READ(3, 22, 0, 0, -1, 0),

    /** IORING_OP_ASYNC_CANCEL, IOSQE_CQE_SKIP_SUCCESS: ends the one whose data is the address. */
    CANCEL(4, 14, 1 << 6, 0, 0, 0),

    /** IORING_OP_CLOSE, IOSQE_CQE_SKIP_SUCCESS. */
    CLOSE(5, 19, 1 << 6, 0, 0, 0);

    private static final int BITS = 3;
    private static final Submission[] BY_MARK = new Submission[1 << BITS];

    static {
        for (Submission each : values()) {
            BY_MARK[each.mark] = each;
        }
    }

    /** In the lowest bits of the data. */
    private final int mark;

    final byte opcode;
    final byte flags;
    final short ioprio;
    final long offset;
    final int operationFlags;

    Submission(int mark, int opcode, int flags, int ioprio, long offset, int operationFlags) {
        this.mark = mark;
        this.opcode = (byte) opcode;
        this.flags = (byte) flags;
        this.ioprio = (short) ioprio;
        this.offset = offset;
        this.operationFlags = operationFlags;
    }

    /** What tells the completion of such a submission of an endpoint from all others. */
    long data(int endpoint) {
        return (long) endpoint << BITS | mark;
    }

    /** Which kind this is the data of. */
    static Submission of(long data) {
        return BY_MARK[(int) data & (1 << BITS) - 1];
    }

    /** Which endpoint's it is. */
    static int endpoint(long data) {
        return (int) (data >>> BITS);
    }
}
