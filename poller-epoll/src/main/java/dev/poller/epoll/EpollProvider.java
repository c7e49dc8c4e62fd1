// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import dev.poller.Poller;
import dev.poller.descriptor.ForeignSystemException;
import dev.poller.descriptor.PollerFactory;
import dev.poller.libc.Libc;
import dev.poller.libc.LibcLoader;
import dev.poller.spi.Platform;
import dev.poller.spi.PollerOptions;
import dev.poller.spi.PollerProvider;
import dev.poller.spi.Probe;
import java.io.IOException;

/** Makes pollers over Linux epoll. Any thread may call. */
public final class EpollProvider implements PollerProvider {
    static final String NAME = "epoll";

    private static final int PRIORITY = 100;

    private final PollerFactory factory;

    /** Made by {@link java.util.ServiceLoader}. */
    public EpollProvider() {
        this(platform -> LibcLoader.borrow(platform.os().name(), platform.osVersion(), platform.arch()));
    }

    EpollProvider(PollerFactory.Loader loader) {
        factory = new PollerFactory(platform -> load(loader, platform), EpollPoller::open);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int priority() {
        return PRIORITY;
    }

    @Override
    public Probe probe(Platform platform) {
        return factory.probe(platform);
    }

    @Override
    public Poller init(PollerOptions options) throws IOException {
        return factory.init(options);
    }

    private static Libc load(PollerFactory.Loader loader, Platform platform) throws IOException {
        if (platform.os() != Platform.Os.LINUX) {
            throw new ForeignSystemException("Linux", platform);
        }
        return loader.load(platform);
    }
}
