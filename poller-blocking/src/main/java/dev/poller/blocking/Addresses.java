// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Checks on addresses that callers hand in. */
final class Addresses {
    private Addresses() {}

    static InetSocketAddress resolved(InetSocketAddress address) throws UnknownHostException {
        if (address.isUnresolved()) {
            throw new UnknownHostException(address.getHostString());
        }
        return address;
    }
}
