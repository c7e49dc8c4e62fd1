// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.Registration;
import dev.poller.Source;
import dev.poller.Trigger;
import dev.poller.libc.Abi;
import dev.poller.libc.Constant;
import dev.poller.libc.Libc;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A descriptor that reads, writes, or both. */
final class FdEndpoint implements Endpoint {
    private static final int LINGER_SIZE = 2 * Integer.BYTES;

    private final Libc libc;
    private final Abi abi;
    private final int fd;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK).order(ByteOrder.nativeOrder());
    private boolean closed;

    FdEndpoint(Libc libc, int fd) {
        this.libc = libc;
        this.abi = libc.abi();
        this.fd = fd;
    }

    int fd() {
        return fd;
    }

    @Override
    public Registration open(Poller poller, Set<Interest> interest, Trigger trigger, @Nullable Object attachment)
            throws IOException {
        return poller.open(Source.of(fd), interest, trigger, attachment);
    }

    @Override
    public int read(int most) throws IOException {
        long result = libc.read(fd, libc.address(buffer), most);
        return result == 0 ? -1 : count("read", result);
    }

    @Override
    public int write(int most) throws IOException {
        return count("write", libc.write(fd, libc.address(buffer), most));
    }

    @Override
    public void shutdownOutput() throws IOException {
        check("shutdown", libc.shutdown(fd, abi.value(Constant.SHUT_WR)));
    }

    @Override
    public void finishConnect() throws IOException {
        long address = libc.address(buffer);
        buffer.putInt(0, 0).putInt(Integer.BYTES, Integer.BYTES);
        int level = abi.value(Constant.SOL_SOCKET);
        check("getsockopt", libc.getsockopt(fd, level, abi.value(Constant.SO_ERROR), address, address + Integer.BYTES));
        check("connect", -buffer.getInt(0));
    }

    /** One byte out of band. */
    void writeUrgent() throws IOException {
        check("send", libc.send(fd, libc.address(buffer), 1, abi.value(Constant.MSG_OOB)));
    }

    @Override
    public void reset() throws IOException {
        buffer.putInt(0, 1).putInt(Integer.BYTES, 0);
        check(
                "setsockopt",
                libc.setsockopt(
                        fd,
                        abi.value(Constant.SOL_SOCKET),
                        abi.value(Constant.SO_LINGER),
                        libc.address(buffer),
                        LINGER_SIZE));
        close();
    }

    /** Once only: a second close might hit somebody else's descriptor. */
    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            check("close", libc.close(fd));
        }
    }

    private int count(String call, long result) throws IOException {
        return result == -abi.value(Constant.EAGAIN) ? 0 : (int) check(call, result);
    }

    private long check(String call, long result) throws IOException {
        if (result < 0) {
            throw libc.failure(call, fd, result);
        }
        return result;
    }
}
