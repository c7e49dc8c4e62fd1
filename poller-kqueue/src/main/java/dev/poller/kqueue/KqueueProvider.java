// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

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

/** Makes pollers over kqueue, where the tables of the C library have one. Any thread may call. */
public final class KqueueProvider implements PollerProvider {
    static final String NAME = "kqueue";

    private static final int PRIORITY = 100;

    private final PollerFactory factory;

    /** Made by {@link java.util.ServiceLoader}. */
    public KqueueProvider() {
        this(KqueueProvider::borrow);
    }

    KqueueProvider(PollerFactory.Loader loader) {
        factory = new PollerFactory(platform -> load(loader, platform), KqueuePoller::open);
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

    /** On Linux nobody need know what becomes of a binding that would have no kqueue to call. */
    private static Libc borrow(Platform platform) throws IOException {
        if (platform.os() == Platform.Os.LINUX && !LibcLoader.namesKqueue()) {
            throw noKqueue(platform);
        }
        return LibcLoader.borrowWithKqueue(platform.os().name(), platform.osVersion(), platform.arch());
    }

    /**
     * Linux may have one too, in another library: poller-libc binds it. Without a table the binding says what there is
     * none for.
     */
    private static Libc load(PollerFactory.Loader loader, Platform platform) throws IOException {
        if (platform.os() == Platform.Os.WINDOWS || platform.os() == Platform.Os.OTHER) {
            throw noKqueue(platform);
        }
        Libc libc = loader.load(platform);
        if (!libc.abi().hasKqueue()) {
            throw noKqueue(platform);
        }
        return libc;
    }

    private static IOException noKqueue(Platform platform) {
        return new ForeignSystemException("macOS or a BSD", platform);
    }
}
