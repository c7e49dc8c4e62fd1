// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.Capability;
import dev.poller.Poller;
import dev.poller.Trigger;
import dev.poller.libc.LibcLoader;
import dev.poller.spi.Platform;
import java.io.IOException;
import java.util.Set;

/** Chooses the sockets that fit a poller. */
final class Transports {
    private Transports() {}

    static Transport of(Poller poller) throws IOException {
        if (poller.capabilities().contains(Capability.FILE_DESCRIPTORS)) {
            Platform platform = Platform.current();
            return new LibcTransport(
                    LibcLoader.load(platform.os().name(), platform.osVersion(), platform.arch()),
                    poller.capabilities());
        }
        return new NioTransport(trigger(poller.capabilities()));
    }

    /** EDGE where there is, for it costs nothing at a wait. */
    static Trigger trigger(Set<Capability> capabilities) {
        return capabilities.contains(Capability.EDGE) ? Trigger.EDGE : Trigger.ONESHOT;
    }
}
