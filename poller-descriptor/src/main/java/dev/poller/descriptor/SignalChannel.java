// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import dev.poller.libc.Errno;
import dev.poller.libc.ErrnoException;
import dev.poller.libc.Libc;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes and reads one signal, through memory of its own. Any thread may write; the polling thread reads. */
public final class SignalChannel {
    private final Libc libc;
    private final Errno errno;
    private final int size;
    /** Never changed, so writers share it. As a long it is the 1 that eventfd(2) adds. */
    private final ByteBuffer signal;

    private final ByteBuffer received;
    private final long signalAddress;
    private final long receivedAddress;

    /**
     * One whose signals have a size.
     *
     * @param size 1 to 8 bytes
     */
    public SignalChannel(Libc libc, int size) {
        this.libc = libc;
        this.errno = libc.errno();
        this.size = size;
        this.signal = ByteBuffer.allocateDirect(Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .putLong(0, 1);
        this.received = ByteBuffer.allocateDirect(Long.BYTES);
        this.signalAddress = libc.address(signal);
        this.receivedAddress = libc.address(received);
    }

    /** Writes a signal. */
    public void write(int fd) throws ErrnoException {
        try {
            long result;
            do {
                result = libc.write(fd, signalAddress, size);
            } while (errno.isInterrupted(result));
            // EAGAIN: it is full, hence readable, which is all that is wanted.
            check("write", fd, result);
        } finally {
            Reference.reachabilityFence(signal);
        }
    }

    /** Reads what there is. */
    public void read(int fd) throws ErrnoException {
        try {
            long result;
            do {
                result = libc.read(fd, receivedAddress, size);
            } while (errno.isInterrupted(result));
            // EAGAIN: it is empty, which is all that is wanted.
            check("read", fd, result);
        } finally {
            Reference.reachabilityFence(received);
        }
    }

    private void check(String call, int fd, long result) throws ErrnoException {
        if (result < 0 && !errno.isAgain(result)) {
            throw libc.failure(call, fd, result);
        }
    }
}
