// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.datagram;

import dev.poller.blocking.internal.end.MoreOptions;
import java.net.SocketOption;

/** Options of UDP that {@link java.net.StandardSocketOptions} does not have. On Linux, under epoll. */
public final class UdpOptions {
    /** How many routers a message to one receiver may pass, 1 to 255 (ip(7), ipv6(7)). */
    public static final SocketOption<Integer> TIME_TO_LIVE = MoreOptions.IP_TTL;

    /**
     * The system cuts what is sent at once into messages of so many bytes, the last of which may be shorter; 0, the
     * default, for no cutting. One call sends up to 64 KiB in up to 64 messages (udp(7), Linux 4.18).
     */
    public static final SocketOption<Integer> SEGMENT_SIZE = MoreOptions.UDP_SEGMENT;

    private UdpOptions() {}
}
