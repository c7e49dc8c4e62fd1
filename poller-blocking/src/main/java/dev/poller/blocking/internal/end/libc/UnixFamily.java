// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.libc;

import dev.poller.UnixAddress;
import dev.poller.blocking.internal.end.Kind;
import dev.poller.libc.Abi;
import dev.poller.libc.Constant;
import dev.poller.libc.SockaddrUn;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * Sockets within one machine.
 *
 * @param type SOCK_STREAM or SOCK_SEQPACKET
 */
record UnixFamily(Abi abi, Constant type) implements SocketFamily {
    @Override
    public Kind kind() {
        return type == Constant.SOCK_STREAM ? Kind.UNIX_STREAM_SOCKET : Kind.MESSAGE_SOCKET;
    }

    @Override
    public int number() {
        return abi.value(Constant.AF_UNIX);
    }

    @Override
    public String word() {
        return "Unix";
    }

    @Override
    public Map<SocketOption<?>, LibcOption> options() {
        return LibcOption.UNIX;
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    /**
     * What does not fit here, for sun_path is shorter than on Linux, or is Linux's alone, is refused without a call.
     */
    @Override
    public int put(ByteBuffer buffer, SocketAddress address) throws SocketException {
        UnixAddress unix = (UnixAddress) address;
        byte[] name = unix.bytes();
        if (name.length > SockaddrUn.longest(abi)) {
            throw new SocketException("the address has " + name.length + " bytes, and at most "
                    + SockaddrUn.longest(abi) + " fit on this system: " + unix);
        }
        if (unix.isAbstract() && !abi.sockaddr().hasAbstractNames()) {
            throw new SocketException("this system has no abstract addresses, only Linux has: " + unix);
        }
        return SockaddrUn.put(abi, buffer, name);
    }

    @Override
    public UnixAddress read(ByteBuffer buffer, int length) {
        return UnixAddress.ofBytes(SockaddrUn.get(abi, buffer, length));
    }
}
