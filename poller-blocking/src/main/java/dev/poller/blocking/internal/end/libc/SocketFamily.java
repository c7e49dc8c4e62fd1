// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.libc;

import dev.poller.blocking.internal.end.Kind;
import dev.poller.blocking.internal.end.Packets.AddressForm;
import dev.poller.libc.Constant;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.util.Map;

/** A family of sockets: how its addresses lie in memory, and its options. Immutable; any thread. */
interface SocketFamily extends AddressForm {
    /** Its AF_ constant. */
    int number();

    /** As a message names its sockets: {@code TCP}. */
    String word();

    /** All options that there are on any system; one whose constant a system lacks is refused there by name. */
    Map<SocketOption<?>, LibcOption> options();

    /** What kind of descriptors its sockets are that connect. */
    default Kind kind() {
        return Kind.STREAM_SOCKET;
    }

    /** The SOCK_ constant of those. */
    default Constant type() {
        return Constant.SOCK_STREAM;
    }

    /**
     * True if peers are on this machine: they need no name, and connecting to a full queue is refused with EAGAIN
     * (Linux, unix_stream_connect in net/unix/af_unix.c).
     */
    default boolean isLocal() {
        return false;
    }

    /** True for sockets of IPv6, which may have to do with IPv4 too. */
    default boolean isIpv6() {
        return false;
    }

    /** Writes an address at the beginning of a buffer; how many bytes it has. */
    int put(ByteBuffer buffer, SocketAddress address) throws SocketException;
}
