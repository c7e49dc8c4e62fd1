// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.runtime;

import dev.poller.Capability;
import dev.poller.Poller;
import dev.poller.Trigger;
import dev.poller.blocking.internal.end.Transport;
import dev.poller.blocking.internal.end.libc.LibcTransport;
import dev.poller.blocking.internal.end.nio.NioTransport;
import dev.poller.libc.LibcLoader;
import dev.poller.spi.Platform;
import java.io.IOException;
import java.util.Set;

/** Chooses the sockets that fit a poller. */
final class Transports {
    private Transports() {}

    static Transport of(Poller poller) throws IOException {
        Set<Capability> capabilities = poller.capabilities();
        // EDGE where there is, for it costs nothing at a wait.
        Trigger trigger = capabilities.contains(Capability.EDGE) ? Trigger.EDGE : Trigger.ONESHOT;
        if (!capabilities.contains(Capability.FILE_DESCRIPTORS)) {
            return new NioTransport(trigger);
        }
        Platform platform = Platform.current();
        return new LibcTransport(
                LibcLoader.borrow(platform.os().name(), platform.osVersion(), platform.arch()), trigger, capabilities);
    }
}
