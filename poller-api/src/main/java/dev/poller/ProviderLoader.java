// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import dev.poller.spi.PollerProvider;
import dev.poller.spi.Probe;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * Loads providers so that a broken one is reported and skipped. Looks where the calling thread's class loader looks,
 * then where this library was loaded from.
 */
final class ProviderLoader {
    /** A service file whose every line fails must end; a loader that fails without moving on must end too. */
    private static final int MOST_FAILURES = 64;

    private final List<PollerProvider> usable = new ArrayList<>();
    private final List<Candidate> broken = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private ProviderLoader() {}

    static Providers load() {
        ProviderLoader loader = new ProviderLoader();
        loader.take(ServiceLoader.load(PollerProvider.class));
        loader.take(ServiceLoader.load(PollerProvider.class, PollerProvider.class.getClassLoader()));
        return loader.providers();
    }

    static Providers load(ServiceLoader<PollerProvider> services) {
        ProviderLoader loader = new ProviderLoader();
        loader.take(services);
        return loader.providers();
    }

    private Providers providers() {
        return new Providers(usable, broken);
    }

    private void take(ServiceLoader<PollerProvider> services) {
        Iterator<PollerProvider> providers = services.iterator();
        for (int failures = 0; failures < MOST_FAILURES; ) {
            try {
                if (!providers.hasNext()) {
                    return;
                }
                PollerProvider provider = providers.next();
                if (seen.add(provider.getClass().getName())) {
                    usable.add(provider);
                }
            } catch (ServiceConfigurationError | LinkageError failure) {
                failures++;
                report(failure);
            }
        }
    }

    private void report(Throwable failure) {
        if (seen.add(failure.toString())) {
            broken.add(
                    new Candidate("?", Integer.MIN_VALUE, Probe.unavailable("cannot be loaded: " + reason(failure))));
        }
    }

    /** One line with the root of the matter: a ServiceConfigurationError alone does not say which class is too new. */
    static String reason(Throwable failure) {
        StringBuilder line = new StringBuilder(oneLine(failure));
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            line.append(": ").append(oneLine(cause));
        }
        return line.toString();
    }

    private static String oneLine(Throwable failure) {
        return failure.toString().lines().findFirst().orElse("");
    }
}
