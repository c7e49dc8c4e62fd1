// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import dev.poller.Poller;
import dev.poller.libc.BindingUnavailableException;
import dev.poller.libc.Libc;
import dev.poller.libc.LibcLoader;
import dev.poller.spi.Platform;
import dev.poller.spi.PollerOptions;
import dev.poller.spi.PollerProvider;
import dev.poller.spi.Probe;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes pollers over Linux epoll. Any thread may call. */
public final class EpollProvider implements PollerProvider {
    static final String NAME = "epoll";

    private static final int PRIORITY = 100;

    private final Binding binding;

    /** Loads the C library that it calls. */
    interface Binding {
        Libc load(Platform platform) throws BindingUnavailableException;
    }

    /** Made by {@link java.util.ServiceLoader}. */
    public EpollProvider() {
        this(platform -> LibcLoader.load(platform.os().name(), platform.osVersion(), platform.arch()));
    }

    EpollProvider(Binding binding) {
        this.binding = binding;
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
        if (platform.os() != Platform.Os.LINUX) {
            return Probe.unavailable("needs Linux, this is " + platform);
        }
        try {
            return probe(binding.load(platform));
        } catch (IOException failure) {
            return Probe.unavailable(String.valueOf(failure.getMessage()));
        }
    }

    private static Probe probe(Libc libc) throws IOException {
        try (EpollPoller poller = EpollPoller.open(libc, PollerOptions.DEFAULTS)) {
            Probe.exercise(poller);
            Map<String, String> calls = new LinkedHashMap<>(poller.systemCalls());
            calls.put("accept4", accept4(libc));
            return Probe.available(libc.binding(), poller.capabilities(), calls);
        }
    }

    /** The poller does not call it, but whoever accepts does: it is there if it can say that -1 is no descriptor. */
    private static String accept4(Libc libc) {
        int result = libc.accept4(-1, 0, 0, 0);
        String errno = libc.errnoName(-result);
        return errno.equals("EBADF") ? "yes" : "no (" + errno + ")";
    }

    @Override
    public Poller init(PollerOptions options) throws IOException {
        Platform platform = Platform.current();
        if (platform.os() != Platform.Os.LINUX) {
            throw new IOException(NAME + " needs Linux, this is " + platform);
        }
        return EpollPoller.open(binding.load(platform), options);
    }
}
