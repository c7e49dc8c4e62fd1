// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.libc;

import dev.poller.NotPollableException;
import dev.poller.blocking.internal.end.Buffers.Buffer;
import dev.poller.blocking.internal.end.Kind;
import dev.poller.libc.Constant;
import dev.poller.libc.FileType;
import java.io.IOException;

/** Finds out what kind of descriptor somebody else has opened. */
final class KindProbe {
    private KindProbe() {}

    /**
     * The kind.
     *
     * @throws NotPollableException if it is a regular file or a directory
     */
    static Kind of(SocketCalls calls, int fd) throws IOException {
        return switch (type(calls, fd)) {
            case FIFO -> Kind.PIPE;
            case SOCKET -> socket(calls, fd);
            case CHARACTER_DEVICE -> calls.libc.isatty(fd) == 1 ? Kind.TERMINAL : Kind.OTHER;
            case REGULAR -> throw new NotPollableException("adopt: fd " + fd + " is a regular file", null);
            case DIRECTORY -> throw new NotPollableException("adopt: fd " + fd + " is a directory", null);
            case BLOCK_DEVICE, OTHER -> Kind.OTHER;
        };
    }

    private static FileType type(SocketCalls calls, int fd) throws IOException {
        try (Buffer buffer = calls.buffers.take()) {
            int result = calls.libc.fstat(fd, buffer.address());
            if (result == 0) {
                return FileType.of(calls.libc.abi().stat().mode(buffer.bytes()));
            }
            if (calls.errno.isAbsent(result)) {
                return FileType.OTHER; // A glibc before 2.33.
            }
            throw calls.libc.failure("fstat", fd, result);
        }
    }

    private static Kind socket(SocketCalls calls, int fd) throws IOException {
        int type = calls.getInt(fd, Constant.SOL_SOCKET, Constant.SO_TYPE);
        if (type == calls.value(Constant.SOCK_STREAM)) {
            return calls.familyOf(fd) == calls.value(Constant.AF_UNIX) ? Kind.UNIX_STREAM_SOCKET : Kind.STREAM_SOCKET;
        }
        return type == calls.value(Constant.SOCK_DGRAM) ? Kind.DATAGRAM_SOCKET : Kind.MESSAGE_SOCKET;
    }
}
