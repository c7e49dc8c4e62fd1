// SPDX-License-Identifier: Apache-2.0
package dev.poller.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An example as a user runs it: a JVM with this test's class path. Its errors go where the test's go. */
final class ExampleProcess {
    private ExampleProcess() {}

    static Process start(Class<?> example, String... arguments) throws IOException {
        return start(line(example, arguments));
    }

    static Process start(List<String> line) throws IOException {
        return new ProcessBuilder(line)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static List<String> line(Class<?> example, String... arguments) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                example.getName()));
        line.addAll(List.of(arguments));
        return line;
    }
}
