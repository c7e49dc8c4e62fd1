// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.nio;

import dev.poller.UnixAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Addresses as java.nio has them, and as we do. Pure functions. */
final class NioAddress {
    private NioAddress() {}

    /** For a channel. */
    static SocketAddress toChannel(SocketAddress address) {
        if (!(address instanceof UnixAddress unix)) {
            return address;
        }
        if (unix.isAbstract()) {
            throw new UnsupportedOperationException(
                    "java.nio has no abstract addresses; the provider epoll has: " + unix);
        }
        return UnixDomainSocketAddress.of(unix.path().orElse(Path.of("")));
    }

    /** From a channel. */
    static SocketAddress ofChannel(@Nullable SocketAddress address) throws SocketException {
        if (address == null) {
            throw new SocketException("the socket has no address");
        }
        if (!(address instanceof UnixDomainSocketAddress unix)) {
            return address;
        }
        String path = unix.getPath().toString();
        return path.isEmpty() ? UnixAddress.UNNAMED : UnixAddress.of(path);
    }
}
