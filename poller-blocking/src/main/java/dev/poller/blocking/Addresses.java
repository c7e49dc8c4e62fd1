// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** What is asked of addresses. */
final class Addresses {
    private Addresses() {}

    static InetSocketAddress resolved(InetSocketAddress address) throws UnknownHostException {
        if (address.isUnresolved()) {
            throw new UnknownHostException(address.getHostString());
        }
        return address;
    }

    /**
     * The one that is held already, if it says the same; else the new one.
     *
     * @param found the new one
     * @param held by somebody else, if anybody
     */
    static InetSocketAddress shared(InetSocketAddress found, @Nullable InetSocketAddress held) {
        // Equal link-local addresses may lie on different networks: Inet6Address.equals leaves the scope out.
        return held != null && held.equals(found) && !found.getAddress().isLinkLocalAddress() ? held : found;
    }
}
