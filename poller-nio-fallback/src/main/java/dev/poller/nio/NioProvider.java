// SPDX-License-Identifier: Apache-2.0
package dev.poller.nio;

import dev.poller.Poller;
import dev.poller.spi.Platform;
import dev.poller.spi.PollerOptions;
import dev.poller.spi.PollerProvider;
import dev.poller.spi.Probe;
import java.io.IOException;
import java.nio.channels.Selector;
import java.util.Map;

/** Makes pollers over java.nio's Selector. Any thread may call. */
public final class NioProvider implements PollerProvider {
    /** Called by {@link java.util.ServiceLoader}. */
    public NioProvider() {}

    @Override
    public String name() {
        return NioPoller.NAME;
    }

    @Override
    public int priority() {
        return 0;
    }

    @Override
    public Probe probe(Platform platform) {
        try (Poller poller = init(PollerOptions.DEFAULTS)) {
            Probe.exercise(poller);
            return Probe.available("none", poller.capabilities(), Map.of());
        } catch (IOException refused) {
            return Probe.unavailable("a Selector does not work here: " + refused.getMessage());
        }
    }

    /** The options do not matter: a Selector sizes itself. */
    @Override
    public Poller init(PollerOptions options) throws IOException {
        return new NioPoller(Selector::open);
    }
}
