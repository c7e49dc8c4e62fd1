// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

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

/** Makes pollers over kqueue, where the tables of the C library have one. Any thread may call. */
public final class KqueueProvider implements PollerProvider {
    static final String NAME = "kqueue";

    private static final int PRIORITY = 100;

    private final Binding binding;

    /** Loads the C library that it calls. */
    interface Binding {
        Libc load(Platform platform) throws BindingUnavailableException;
    }

    /** Made by {@link java.util.ServiceLoader}. */
    public KqueueProvider() {
        this(platform -> LibcLoader.load(platform.os().name(), platform.osVersion(), platform.arch()));
    }

    KqueueProvider(Binding binding) {
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
        try {
            return probe(load(platform));
        } catch (IOException failure) {
            return Probe.unavailable(String.valueOf(failure.getMessage()));
        }
    }

    private static Probe probe(Libc libc) throws IOException {
        try (KqueuePoller poller = KqueuePoller.open(libc, PollerOptions.DEFAULTS)) {
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
        return KqueuePoller.open(load(Platform.current()), options);
    }

    /** Linux may have one too, in another library: poller-libc binds it. Without a table the binding says what there is none for. */
    private Libc load(Platform platform) throws IOException {
        if (platform.os() == Platform.Os.WINDOWS || platform.os() == Platform.Os.OTHER) {
            throw new IOException("needs macOS or a BSD, this is " + platform);
        }
        Libc libc = binding.load(platform);
        if (!libc.abi().hasKqueue()) {
            throw new IOException("needs macOS or a BSD, this is " + platform);
        }
        return libc;
    }
}
