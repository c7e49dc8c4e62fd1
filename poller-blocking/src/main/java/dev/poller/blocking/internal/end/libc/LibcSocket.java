// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.libc;

import dev.poller.UnixAddress;
import dev.poller.blocking.internal.address.SocketFile;
import dev.poller.blocking.internal.end.ListenSocket;
import dev.poller.blocking.internal.end.NewSocket;
import dev.poller.blocking.internal.end.StreamSocket;
import dev.poller.libc.Constant;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A socket that neither connects nor listens yet. It outlives its runtime, if need be, and keeps libc bound itself. */
final class LibcSocket extends LibcOptioned implements NewSocket {
    private @Nullable SocketAddress bound;
    private @Nullable SocketFile file;

    private LibcSocket(SocketCalls calls, int fd) {
        super(calls, fd);
    }

    /**
     * A new one.
     *
     * @param dual of IPv6, and for IPv4 too, as java.net's: IPV6_V6ONLY is on by default on some systems
     */
    static LibcSocket open(SocketCalls calls, boolean dual) throws IOException {
        calls.libc.acquire();
        try {
            return new LibcSocket(calls, socket(calls, calls.family.type(), dual));
        } catch (Throwable failure) {
            calls.libc.release();
            throw failure;
        }
    }

    /**
     * A descriptor.
     *
     * @param dual as of {@link #open}
     */
    static int socket(SocketCalls calls, Constant type, boolean dual) throws IOException {
        int fd = calls.socket(type);
        try {
            if (dual) {
                calls.setInt(fd, Constant.IPPROTO_IPV6, Constant.IPV6_V6ONLY, 0);
            }
            return fd;
        } catch (Throwable failure) {
            calls.libc.close(fd);
            throw failure;
        }
    }

    @Override
    public void bind(SocketAddress local) throws IOException {
        calls.bind(fd, local);
        bound = local;
        file = SocketFile.at(local).orElse(null);
    }

    /** Nobody can connect before it listens, so that they hold for all who do. */
    @Override
    public void permit(Set<PosixFilePermission> permissions) throws IOException {
        Files.setPosixFilePermissions(
                ((UnixAddress) Objects.requireNonNull(bound)).path().orElseThrow(), permissions);
    }

    @Override
    public StreamSocket toConnect() {
        LibcStream connects = new LibcStream(calls, fd, null);
        connects.lingers = lingers;
        return connects;
    }

    @Override
    public ListenSocket listen(int backlog) throws IOException {
        SocketAddress local = bound;
        calls.listen(fd, local == null ? localAddress() : local, backlog);
        return new LibcListener(calls, fd, file);
    }

    @Override
    public void handedOver() {
        calls.libc.release();
    }

    @Override
    public void close() throws IOException {
        try {
            SocketFile.delete(file, () -> calls.close(fd));
        } finally {
            calls.libc.release();
        }
    }
}
