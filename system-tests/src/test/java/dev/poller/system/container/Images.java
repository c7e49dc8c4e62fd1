// SPDX-License-Identifier: Apache-2.0
package dev.poller.system.container;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The names in images.properties and what replaces them, as it says there. */
final class Images {
    private static final Properties NAMES = load();

    private Images() {}

    /** The image for a key; skips the test where it has an empty name. */
    static String named(String key) {
        String name = first(
                System.getenv("POLLER_IMAGE_" + key.toUpperCase(Locale.ROOT).replace('-', '_')),
                System.getProperty("poller.image." + key),
                NAMES.getProperty(key));
        assumeFalse(name.isBlank(), () -> "no image is named for " + key);
        return name.strip();
    }

    private static String first(@Nullable String... names) {
        for (String name : names) {
            if (name != null) {
                return name;
            }
        }
        throw new IllegalArgumentException("images.properties has no such key");
    }

    private static Properties load() {
        Properties names = new Properties();
        try (InputStream in = Objects.requireNonNull(Images.class.getResourceAsStream("/images.properties"))) {
            names.load(in);
            String file = System.getProperty("poller.images", "");
            if (!file.isEmpty()) {
                try (Reader others = Files.newBufferedReader(Path.of(file))) {
                    names.load(others);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return names;
    }
}
