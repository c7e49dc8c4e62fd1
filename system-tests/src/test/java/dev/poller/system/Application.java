// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** How the built application is started. Any thread may call. */
final class Application {
    private Application() {}

    /** Where poller-cli.jar and its lib/ are. */
    static Path directory() {
        return directory("poller.app");
    }

    /** A path that the build passes on in a system property. */
    static Path directory(String property) {
        return Path.of(Objects.requireNonNull(System.getProperty(property), property))
                .toAbsolutePath()
                .normalize();
    }

    /** The application on the Java that runs this test. */
    static List<String> command(List<String> arguments) {
        return java(Path.of(System.getProperty("java.home")), directory().resolve("poller-cli.jar"), arguments);
    }

    /** A jar on some Java. */
    static List<String> java(Path home, Path jar, List<String> arguments) {
        return Stream.concat(
                        Stream.of(home.resolve("bin").resolve("java").toString(), "-jar", jar.toString()),
                        arguments.stream())
                .toList();
    }
}
