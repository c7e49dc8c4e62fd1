// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.libc;

import dev.poller.blocking.internal.address.SocketFile;
import dev.poller.blocking.internal.end.Buffers.Buffer;
import dev.poller.blocking.internal.end.Kind;
import dev.poller.blocking.internal.end.ListenSocket;
import dev.poller.blocking.internal.end.StreamSocket;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A stream socket that listens. */
final class LibcListener extends LibcEndpoint implements ListenSocket {
    private final @Nullable SocketFile file;

    private volatile boolean own = true;

    /**
     * A socket that listens.
     *
     * @param file deleted when this is closed; null for none
     */
    LibcListener(SocketCalls calls, int fd, @Nullable SocketFile file) {
        super(calls, fd);
        this.file = file;
    }

    @Override
    public void own(boolean own) {
        this.own = own;
    }

    @Override
    public Kind kind() {
        return Kind.LISTENER;
    }

    /** A connection that died in the queue is left out, as in Go (internal/poll/fd_unix.go, Accept). */
    @Override
    public @Nullable StreamSocket accept() throws IOException {
        try (Buffer address = calls.buffers.take()) {
            for (; ; ) {
                int accepted = calls.accept(fd, address);
                if (accepted >= 0) {
                    return new LibcStream(calls, accepted, calls.peer(address));
                }
                if (calls.errno.isAgain(accepted)) {
                    return null;
                }
                if (!calls.errno.isInterrupted(accepted) && !calls.errno.isAborted(accepted)) {
                    throw calls.errors.io("accept", fd, accepted);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        SocketFile.delete(file, own ? super::close : () -> {});
    }
}
