// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.BadDescriptorException;
import dev.poller.NotPollableException;
import dev.poller.libc.Constant;
import dev.poller.libc.Errno;
import dev.poller.libc.ErrnoException;
import dev.poller.libc.FileType;
import dev.poller.libc.Libc;
import dev.poller.libc.StatLayout;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Refuses what cannot be waited for, as Go does (os/file_unix.go, newFile). kqueue takes regular files and directories:
 * they are always ready, on FreeBSD for writing too, which would spin. And it takes named FIFOs where they do not tell
 * of their end. Called under the lock of the registrations.
 */
final class FileKind {
    private final Libc libc;
    private final Errno errno;
    private final StatLayout layout;
    private final ByteBuffer stat;
    private final long address;
    private final boolean fifoEnds;

    FileKind(Libc libc) {
        this.libc = libc;
        this.errno = libc.errno();
        this.layout = libc.abi().stat();
        this.stat = ByteBuffer.allocateDirect(layout.size()).order(ByteOrder.nativeOrder());
        this.address = libc.address(stat);
        this.fifoEnds = libc.abi().kqueue().fifoEnds();
    }

    /** Also finds out whether the descriptor is open, which empty interest would not. */
    void requirePollable(int fd) throws IOException {
        try {
            int result = libc.fstat(fd, address);
            if (result == 0) {
                requirePollable(fd, FileType.of(layout.mode(stat)));
            } else if (!errno.isAbsent(result)) { // A glibc before 2.33 under a library's kqueue: nothing is found out.
                ErrnoException failure = libc.failure("fstat", fd, result);
                throw errno.is(result, Constant.EBADF)
                        ? new BadDescriptorException("fd " + fd + " is not open", failure)
                        : failure;
            }
        } finally {
            Reference.reachabilityFence(stat);
        }
    }

    private void requirePollable(int fd, FileType type) throws NotPollableException {
        if (type == FileType.REGULAR || type == FileType.DIRECTORY) {
            throw new NotPollableException("fd " + fd + " is a regular file or a directory", null);
        }
        // A pipe without a name is of no device (libuv src/unix/kqueue.c).
        if (type == FileType.FIFO && !fifoEnds && layout.device(stat) != 0) {
            throw new NotPollableException(
                    "fd " + fd + " is a named FIFO, and this system does not report when its last writer closes", null);
        }
    }
}
