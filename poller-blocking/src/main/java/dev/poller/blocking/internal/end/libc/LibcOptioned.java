// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.libc;

import dev.poller.blocking.internal.end.MoreOptions;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A descriptor of the C library, as far as it has options and an address; whether it has them says its role. */
abstract class LibcOptioned {
    final SocketCalls calls;
    final int fd;

    /** SO_LINGER has been set to a time at some point: rather a thread too many than a carrier held. */
    volatile boolean lingers;

    LibcOptioned(SocketCalls calls, int fd) {
        this.calls = calls;
        this.fd = fd;
    }

    public final <T> void setOption(SocketOption<T> option, T value) throws IOException {
        if (value == null) {
            throw new IllegalArgumentException(option + " cannot be set to null");
        }
        of(option).set(calls, fd, option.type().cast(value));
        lingers |= MoreOptions.makesLinger(option, value);
    }

    /** As of the JDK's channels null where IP_MULTICAST_IF is the system's choice. */
    @SuppressWarnings("NullAway")
    public final <T> T getOption(SocketOption<T> option) throws IOException {
        return option.type().cast(of(option).get(calls, fd));
    }

    /** Those that the system has. */
    public final Set<SocketOption<?>> options() {
        return calls.family.options().entrySet().stream()
                .filter(entry -> calls.has(entry.getValue().name()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private LibcOption of(SocketOption<?> option) {
        SocketFamily family = calls.family;
        LibcOption found = family.options().get(option);
        if (found == null) {
            throw new UnsupportedOperationException(
                    "a socket of the kind " + family.word() + " has no option " + option.name());
        }
        if (!calls.has(found.name())) {
            throw new UnsupportedOperationException(
                    "this system's sockets of the kind " + family.word() + " have no option " + option.name());
        }
        return found;
    }

    public final SocketAddress localAddress() throws IOException {
        return calls.localAddress(fd);
    }
}
