// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import dev.poller.Poller;
import dev.poller.libc.BindingUnavailableException;
import dev.poller.libc.Libc;
import dev.poller.libc.LibcLoader;
import dev.poller.libc.OptionalCall;
import dev.poller.spi.Platform;
import dev.poller.spi.PollerOptions;
import dev.poller.spi.Probe;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes a provider's pollers, and tries whether they work. Any thread may call. */
public final class PollerFactory {
    private final Loader loader;
    private final Opening opening;

    /** Loads the C library that a poller calls. */
    public interface Loader {
        /** Loads it, or says why it is of no use on this platform. */
        Libc load(Platform platform) throws IOException;
    }

    /** Makes a poller, or leaves nothing behind. */
    public interface Opening {
        /** Makes it. */
        DescriptorPoller open(Libc libc, PollerOptions options) throws IOException;
    }

    /** For pollers that call what the loader loads. */
    public PollerFactory(Loader loader, Opening opening) {
        this.loader = loader;
        this.opening = opening;
    }

    /** The poller for this process. */
    public Poller init(PollerOptions options) throws IOException {
        return opening.open(loader.load(Platform.current()), options);
    }

    /** Makes one, uses it, and closes it. */
    public Probe probe(Platform platform) {
        try {
            return probe(loader.load(platform));
        } catch (IOException failure) {
            String reason = String.valueOf(failure.getMessage());
            if (failure instanceof ForeignSystemException) {
                return Probe.foreign(reason);
            }
            return failure instanceof BindingUnavailableException binding && binding.isForced()
                    ? Probe.misconfigured(reason)
                    : Probe.unavailable(reason);
        }
    }

    private Probe probe(Libc libc) throws IOException {
        try (DescriptorPoller poller = opening.open(libc, PollerOptions.DEFAULTS)) {
            Probe.exercise(poller);
            Map<String, String> calls = new LinkedHashMap<>(poller.systemCalls());
            calls.put("accept4", accept4(libc));
            Probe works = Probe.available(libc.binding(), poller.capabilities(), calls);
            return LibcLoader.passedOver(libc)
                    .map(reason -> works.withLess(
                            "calls the C library through " + libc.binding() + ", which is slower: " + reason))
                    .orElse(works);
        }
    }

    /** No poller calls it, but whoever accepts does, and asks in the same way. */
    private static String accept4(Libc libc) {
        int result = OptionalCall.ACCEPT4.probe(libc);
        return libc.errno().isAbsent(result) ? "no (" + libc.errno().name(result) + ")" : "yes";
    }
}
