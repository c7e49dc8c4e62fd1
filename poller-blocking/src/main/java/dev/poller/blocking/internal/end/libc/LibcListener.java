// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.libc;

import dev.poller.blocking.internal.end.Buffers.Buffer;
import dev.poller.blocking.internal.end.Kind;
import dev.poller.blocking.internal.end.ListenSocket;
import dev.poller.blocking.internal.end.StreamSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** A TCP socket that listens. */
final class LibcListener extends LibcEndpoint implements ListenSocket, LibcOptioned {
    LibcListener(SocketCalls calls, int fd) {
        super(calls, fd);
    }

    @Override
    public Kind kind() {
        return Kind.LISTENER;
    }

    /** A connection that died in the queue is left out, as in Go (internal/poll/fd_unix.go, Accept). */
    @Override
    public @Nullable StreamSocket accept() throws IOException {
        Buffer address = calls.buffers.take();
        try {
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
        } finally {
            calls.buffers.give(address);
        }
    }

    @Override
    public InetSocketAddress localAddress() throws IOException {
        return calls.localAddress(fd);
    }

    @Override
    public InetSocketAddress remoteAddress() {
        throw new IllegalStateException("a listener has no peer");
    }
}
