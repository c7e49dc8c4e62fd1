// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.libc;

import dev.poller.blocking.internal.end.Buffers;
import dev.poller.blocking.internal.end.Buffers.Buffer;
import dev.poller.blocking.internal.end.Conduits;
import dev.poller.libc.Constant;
import dev.poller.libc.Libc;
import org.jspecify.annotations.Nullable;

/**
 * Pipes of the C library. Each keeps the library bound, for one may come back after its runtime was closed. Any thread.
 */
final class LibcConduits extends Conduits {
    private static final int SIZE = 1 << 20;

    private final Libc libc;
    private final Buffers buffers;

    private LibcConduits(Libc libc, Buffers buffers) {
        this.libc = libc;
        this.buffers = buffers;
    }

    /** Those of this system: none if it has no splice(2). */
    static Conduits of(Libc libc, Buffers buffers) {
        return libc.abi().has(Constant.SPLICE_F_NONBLOCK) ? new LibcConduits(libc, buffers) : none();
    }

    @Override
    protected @Nullable Conduit open() {
        try (Buffer fds = buffers.take()) {
            if (libc.pipe2(fds.address(), libc.abi().value(Constant.O_CLOEXEC)) < 0) {
                return null; // too many are open, perhaps: bytes are copied then
            }
            libc.acquire();
            int sink = fds.bytes().getInt(Integer.BYTES);
            // As Go (internal/poll/splice_linux.go). A user who has many pipes is refused (pipe(7)): then it holds 64
            // KiB.
            libc.fcntl(sink, libc.abi().value(Constant.F_SETPIPE_SZ), SIZE);
            return new Conduit(fds.bytes().getInt(0), sink);
        }
    }

    @Override
    protected void close(Conduit conduit) {
        libc.close(conduit.source());
        libc.close(conduit.sink());
        libc.release();
    }
}
