// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.libc;

import dev.poller.blocking.internal.end.Buffers;
import dev.poller.blocking.internal.end.Buffers.Buffer;
import dev.poller.blocking.internal.end.ByteEndpoint.SourceFile;
import dev.poller.libc.Constant;
import dev.poller.spi.Platform;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * A regular file that sockets send.
 *
 * @param fd its number
 */
record LibcFile(SocketCalls calls, int fd) implements SourceFile {
    static LibcFile open(SocketCalls calls, Path path) throws IOException {
        int flags = calls.value(Constant.O_CLOEXEC) | calls.value(Constant.O_NONBLOCK); // it may be a FIFO by now
        try (Buffer buffer = calls.buffers.take()) {
            putPath(buffer, path, Buffers.SIZE);
            int fd;
            do {
                fd = calls.libc.open(buffer.address(), flags, 0);
            } while (calls.errno.isInterrupted(fd));
            if (fd < 0) {
                throw refused(calls, path, fd);
            }
            return new LibcFile(calls, fd);
        }
    }

    /**
     * Writes a path, with a zero byte behind it, at the beginning of a buffer.
     *
     * @param room for how many bytes there is room
     */
    static void putPath(Buffer buffer, Path path, int room) {
        byte[] name = Platform.fileName(path);
        if (name.length >= room) {
            throw new IllegalArgumentException(
                    "a path of " + name.length + " bytes, and at most " + (room - 1) + " fit");
        }
        buffer.bytes().put(0, name).put(name.length, (byte) 0);
    }

    private static IOException refused(SocketCalls calls, Path path, int result) {
        IOException failure = calls.libc.failure("open", path.toString(), result);
        FileSystemException told = calls.errno.is(result, Constant.EACCES)
                ? new AccessDeniedException(path.toString())
                : new FileSystemException(path.toString(), null, failure.getMessage());
        told.initCause(failure);
        return told;
    }

    @Override
    public void close() throws IOException {
        int result = calls.libc.close(fd);
        if (result < 0 && !calls.errno.isInterrupted(result)) {
            throw calls.libc.failure("close", fd, result);
        }
    }
}
