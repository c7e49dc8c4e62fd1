// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import dev.poller.libc.Libc;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Tells sockets from other descriptors. Confined to the polling thread. */
public final class SocketProbe {
    private final Libc libc;
    private final ByteBuffer length = ByteBuffer.allocateDirect(Integer.BYTES).order(ByteOrder.nativeOrder());
    private final long lengthAddress;

    /** One with memory of its own. */
    public SocketProbe(Libc libc) {
        this.libc = libc;
        this.lengthAddress = libc.address(length);
    }

    /** True for a socket. */
    public boolean isSocket(int fd) {
        return probe(fd) >= 0;
    }

    /** getsockname(2) is ENOTSOCK for all else, and EBADF for nothing; with a length of 0 it writes no address. */
    public int probe(int fd) {
        length.putInt(0, 0);
        try {
            return libc.getsockname(fd, lengthAddress, lengthAddress);
        } finally {
            Reference.reachabilityFence(length);
        }
    }
}
