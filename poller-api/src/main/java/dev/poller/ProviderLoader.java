// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import dev.poller.spi.PollerProvider;
import dev.poller.spi.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
        ClassLoader threads = Thread.currentThread().getContextClassLoader();
        ClassLoader own = PollerProvider.class.getClassLoader();
        loader.take(ServiceLoader.load(PollerProvider.class, threads));
        loader.take(ServiceLoader.load(PollerProvider.class, own));
        return loader.providers(threads, own);
    }

    /** What one class loader sees. */
    static Providers load(ClassLoader from) {
        ProviderLoader loader = new ProviderLoader();
        loader.take(ServiceLoader.load(PollerProvider.class, from));
        return loader.providers(from);
    }

    private Providers providers(@Nullable ClassLoader... loaders) {
        Set<KnownProvider> unlisted = EnumSet.noneOf(KnownProvider.class);
        for (KnownProvider known : KnownProvider.values()) {
            if (!isFound(known.className) && Arrays.stream(loaders).anyMatch(from -> sees(from, known.className))) {
                unlisted.add(known);
            }
        }
        return new Providers(usable, broken, unlisted);
    }

    private boolean isFound(String className) {
        return seen.contains(className)
                || broken.stream().anyMatch(candidate -> candidate.toString().contains(className));
    }

    private static boolean sees(@Nullable ClassLoader loader, String className) {
        try {
            return PollerProvider.class.isAssignableFrom(Class.forName(className, false, loader));
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
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
