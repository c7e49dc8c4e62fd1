// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import dev.poller.libc.Libc;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Tells sockets from other descriptors. Confined to the polling thread. */
final class SocketProbe {
    private final Libc libc;
    private final ByteBuffer length = ByteBuffer.allocateDirect(Integer.BYTES).order(ByteOrder.nativeOrder());
    private final long lengthAddress;

    SocketProbe(Libc libc) {
        this.libc = libc;
        this.lengthAddress = libc.address(length);
    }

    /** getsockname(2) is ENOTSOCK for all else; with a length of 0 it writes no address. */
    boolean isSocket(int fd) {
        length.putInt(0, 0);
        try {
            return libc.getsockname(fd, lengthAddress, lengthAddress) >= 0;
        } finally {
            Reference.reachabilityFence(length);
        }
    }
}
