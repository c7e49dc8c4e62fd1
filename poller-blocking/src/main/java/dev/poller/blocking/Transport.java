// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.Trigger;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Makes the sockets that a provider can watch: libc's for descriptors, java.nio's for channels. Any thread. */
interface Transport {
    /** How the sockets are called: {@code jna}, {@code ffm} or {@code none}. */
    String binding();

    /** How the sockets are registered; ONESHOT means armed at each wait. */
    Trigger trigger();

    /** True if the events of its sockets tell of everything that ends a read early: closing, errors, urgent marks. */
    boolean shortReadsDrain();

    /** A socket for connecting to this address. */
    Endpoint stream(InetSocketAddress remote) throws IOException;

    /** A bound and listening socket. */
    Endpoint listener(InetSocketAddress local, ListenOptions options) throws IOException;
}
