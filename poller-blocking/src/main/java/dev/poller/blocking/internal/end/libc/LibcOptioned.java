// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.libc;

import java.net.SocketAddress;
import dev.poller.blocking.internal.end.Addressed;
import dev.poller.blocking.internal.end.Optioned;
import java.io.IOException;
import java.net.SocketOption;
import java.util.Set;

/** A socket of the C library, as far as it has options and an address. */
interface LibcOptioned extends Optioned, Addressed {
    SocketCalls calls();

    int fd();

    @Override
    default <T> void setOption(SocketOption<T> option, T value) throws IOException {
        LibcOption.set(calls(), fd(), option, value);
    }

    @Override
    default <T> T getOption(SocketOption<T> option) throws IOException {
        return LibcOption.get(calls(), fd(), option);
    }

    @Override
    default Set<SocketOption<?>> options() {
        return LibcOption.all(calls());
    }

    @Override
    default SocketAddress localAddress() throws IOException {
        return calls().localAddress(fd());
    }
}
