// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import dev.poller.libc.Constant;
import dev.poller.libc.ErrnoException;
import dev.poller.libc.Libc;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The descriptors that a poller made for itself, and has to close. Any thread may call. */
public final class OwnDescriptors {
    private final Libc libc;
    private final List<Integer> descriptors = new CopyOnWriteArrayList<>();

    /** Owns nothing yet; keeps the C library bound until the {@link #close}. */
    public OwnDescriptors(Libc libc) {
        this.libc = libc;
        libc.acquire();
    }

    /**
     * Takes over a new descriptor.
     *
     * @param call what made it
     * @param result the descriptor or minus errno
     * @throws ErrnoException if there is none
     */
    public int adopt(String call, int result) throws ErrnoException {
        check(call, -1, result);
        descriptors.add(result);
        return result;
    }

    /** Takes over the two descriptors that a call wrote to memory, if its result says so. */
    void adoptBoth(String call, int result, ByteBuffer fds) throws ErrnoException {
        check(call, -1, result);
        descriptors.add(fds.getInt(0));
        descriptors.add(fds.getInt(Integer.BYTES));
    }

    boolean contains(int fd) {
        return descriptors.contains(fd);
    }

    /** For calls that cannot make their descriptor so: a child process must not inherit it. */
    public void closeOnExec(int fd) throws ErrnoException {
        check("fcntl(F_SETFD)", fd, libc.fcntl(fd, value(Constant.F_SETFD), value(Constant.FD_CLOEXEC)));
    }

    void nonBlocking(int fd) throws ErrnoException {
        int flags = check("fcntl(F_GETFL)", fd, libc.fcntl(fd, value(Constant.F_GETFL), 0));
        int wanted = flags | value(Constant.O_NONBLOCK);
        check("fcntl(F_SETFL)", fd, libc.fcntl(fd, value(Constant.F_SETFL), wanted));
    }

    /** Closes one before its time. */
    public void closeOne(int fd) throws IOException {
        if (descriptors.removeIf(own -> own == fd)) {
            int result = libc.close(fd);
            if (result < 0 && !libc.errno().isInterrupted(result)) {
                throw libc.failure("close", fd, result);
            }
        }
    }

    /** Closes all, each once, and throws the first failure. */
    public void close() throws IOException {
        @Nullable ErrnoException failed = null;
        for (int fd : descriptors) {
            int result = libc.close(fd);
            // Linux has given the number back when it says EINTR: close(2), "Dealing with error returns from close()".
            if (result < 0 && !libc.errno().isInterrupted(result)) {
                ErrnoException failure = libc.failure("close", fd, result);
                if (failed == null) {
                    failed = failure;
                } else {
                    failed.addSuppressed(failure);
                }
            }
        }
        descriptors.clear();
        libc.release();
        if (failed != null) {
            throw failed;
        }
    }

    private int check(String call, int fd, int result) throws ErrnoException {
        if (result < 0) {
            throw libc.failure(call, fd, result);
        }
        return result;
    }

    private int value(Constant constant) {
        return libc.abi().value(constant);
    }
}
