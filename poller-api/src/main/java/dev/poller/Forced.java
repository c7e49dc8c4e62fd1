// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A provider asked for by name.
 *
 * @param setting where the name comes from
 * @param name the provider's
 */
record Forced(String setting, String name) {
    static Optional<Forced> configured() {
        return first(System.getProperty(Pollers.PROPERTY), System.getenv(Pollers.VARIABLE));
    }

    /** The property wins over the variable; a blank one counts as not set. */
    static Optional<Forced> first(@Nullable String property, @Nullable String variable) {
        if (property != null && !property.isBlank()) {
            return Optional.of(new Forced(Pollers.PROPERTY, property.strip()));
        }
        if (variable != null && !variable.isBlank()) {
            return Optional.of(new Forced(Pollers.VARIABLE, variable.strip()));
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return setting + "=" + name;
    }
}
