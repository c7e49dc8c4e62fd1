// SPDX-License-Identifier: Apache-2.0
package dev.poller.internal;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The system properties that Poller reads. Pure functions. */
public final class KnownProperties {
    private static final String PREFIX = "poller.";

    /** Of every module, without the prefix; KnownPropertiesTest holds them to the sources. */
    static final List<String> NAMES = List.of(
            "provider",
            "libc",
            "scheduler",
            "loops",
            "handover",
            "busypoll",
            "inspect",
            "leaks",
            "unix.path",
            "kqueue.library",
            "tck.patience",
            "selftest.provider");

    private KnownProperties() {}

    /** A line for each property of this JVM that looks like one of Poller's with a slip of a finger in it. */
    public static List<String> misspelt() {
        return misspelt(System.getProperties().stringPropertyNames());
    }

    /**
     * The same for these names. One that is near to none is left alone, because programs have pollers of their own.
     *
     * @param set the names of the properties that are set
     */
    static List<String> misspelt(Collection<String> set) {
        return set.stream().sorted().flatMap(KnownProperties::misspelt).toList();
    }

    private static Stream<String> misspelt(String property) {
        String name = property.toLowerCase(Locale.ROOT);
        boolean known = property.startsWith(PREFIX) && NAMES.contains(property.substring(PREFIX.length()));
        if (known || !name.startsWith(PREFIX)) {
            return Stream.empty();
        }
        return Nearest.to(name.substring(PREFIX.length()), NAMES).stream()
                .map(near -> "the system property " + property + " has no effect; did you mean " + PREFIX + near + "?");
    }
}
