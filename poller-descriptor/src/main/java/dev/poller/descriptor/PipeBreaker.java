// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import dev.poller.libc.Constant;
import dev.poller.libc.ErrnoException;
import dev.poller.libc.Libc;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A non-blocking pipe, for systems without a better one. Breaks are coalesced, so it never holds more than one signal.
 */
public final class PipeBreaker implements Breaker {
    private final SignalChannel channel;
    private final int readEnd;
    private final int writeEnd;

    private PipeBreaker(Libc libc, int readEnd, int writeEnd) {
        this.channel = new SignalChannel(libc, 1);
        this.readEnd = readEnd;
        this.writeEnd = writeEnd;
    }

    /** Makes the pipe; the kernel has to be told to watch {@link #fd}. */
    public static PipeBreaker open(Groundwork ground) throws IOException {
        Libc libc = ground.libc();
        OwnDescriptors own = ground.own();
        SystemCalls calls = ground.calls();
        ByteBuffer ends = ByteBuffer.allocateDirect(2 * Integer.BYTES).order(ByteOrder.nativeOrder());
        int flags = libc.abi().value(Constant.O_CLOEXEC) | libc.abi().value(Constant.O_NONBLOCK);
        boolean configured;
        try {
            int result = libc.pipe2(libc.address(ends), flags);
            calls.note("pipe2", result);
            configured = !calls.isAbsent(result);
            own.adoptBoth(configured ? "pipe2" : "pipe", configured ? result : libc.pipe(libc.address(ends)), ends);
        } finally {
            Reference.reachabilityFence(ends);
        }
        PipeBreaker breaker = new PipeBreaker(libc, ends.getInt(0), ends.getInt(Integer.BYTES));
        return configured ? breaker : breaker.configure(own);
    }

    private PipeBreaker configure(OwnDescriptors own) throws IOException {
        try {
            for (int end : new int[] {readEnd, writeEnd}) {
                own.closeOnExec(end);
                own.nonBlocking(end);
            }
            return this;
        } catch (IOException refused) {
            close(own);
            throw refused;
        }
    }

    /** Closes both ends before their time. */
    void close(OwnDescriptors own) throws IOException {
        try {
            own.closeOne(writeEnd);
        } finally {
            own.closeOne(readEnd);
        }
    }

    /** What the poll watches, level-triggered. */
    public int fd() {
        return readEnd;
    }

    @Override
    public void signal() throws ErrnoException {
        channel.write(writeEnd);
    }

    @Override
    public void drain() throws ErrnoException {
        channel.read(readEnd);
    }

    @Override
    public boolean endsByFetch() {
        return false;
    }
}
