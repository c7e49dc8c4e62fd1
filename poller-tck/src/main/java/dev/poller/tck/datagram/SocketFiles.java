// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.datagram;

import dev.poller.UnixAddress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Names for Unix sockets. */
final class SocketFiles {
    private static final AtomicInteger NEXT = new AtomicInteger();

    private SocketFiles() {}

    /** An address that nobody has. */
    static UnixAddress free() {
        String name = "poller-m" + ProcessHandle.current().pid() + "-" + NEXT.getAndIncrement() + ".sock";
        return UnixAddress.of(Path.of(System.getProperty("java.io.tmpdir"), name));
    }
}
