// SPDX-License-Identifier: Apache-2.0
package dev.poller.system.selftest;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The conformance suites with every jar a module, all of them once; integration-tests run them from the class path.
 */
final class ModulePathIT {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final String ALL = "poller,virtual,platform,loops,unix,adopted,pipes,datagrams";

    /** What is about a provider, and about threads. */
    private static final String SOME = "poller,virtual,platform";

    /** What is about a provider, and about threads where there are virtual ones; the classes are the same. */
    private static final String FEW = "poller,virtual";

    @TestFactory
    @EnabledOnOs(OS.LINUX)
    Stream<DynamicTest> epollWithFfm() throws IOException {
        return suites(Path.of(System.getProperty("java.home")), "epoll", ALL, "-Dpoller.libc=ffm");
    }

    @TestFactory
    @EnabledOnOs(OS.LINUX)
    Stream<DynamicTest> epollWithJna() throws IOException {
        return suites(Path.of(System.getProperty("java.home")), "epoll", FEW, "-Dpoller.libc=jna");
    }

    @TestFactory
    @EnabledOnOs(OS.LINUX)
    Stream<DynamicTest> epollOnJava17() throws IOException {
        return suites(java17(), "epoll", SOME);
    }

    @TestFactory
    Stream<DynamicTest> nio() throws IOException {
        return suites(Path.of(System.getProperty("java.home")), "nio", FEW);
    }

    @TestFactory
    Stream<DynamicTest> nioOnJava17() throws IOException {
        return suites(java17(), "nio", SOME);
    }

    private static Path java17() {
        String home = System.getProperty("jdk17.home", "");
        assumeFalse(home.isEmpty(), "no JDK 17 was given: -Djdk17.home=DIR");
        return Path.of(home);
    }

    private static Stream<DynamicTest> suites(Path home, String provider, String suites, String... options)
            throws IOException {
        Path application =
                Path.of(System.getProperty("poller.app")).toAbsolutePath().normalize();
        List<String> command = new ArrayList<>();
        command.add(home.resolve("bin").resolve("java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of(
                "--enable-native-access=dev.poller.libc,com.sun.jna",
                "--add-opens=java.base/java.lang=dev.poller.blocking",
                "--module-path=" + application.resolve("poller-cli.jar") + File.pathSeparator
                        + application.resolve("lib"),
                "--add-modules=ALL-MODULE-PATH",
                "--module=dev.poller.cli/dev.poller.cli.Main",
                "selftest",
                "--json",
                "--provider",
                provider,
                "--suite",
                suites));
        Process process = new ProcessBuilder(command).start();
        Output output = new Output();
        follow(process.getErrorStream(), output::err, () -> {});
        follow(process.getInputStream(), line -> output.out(line + "\n"), output::end);
        return SelfTestResults.of(output, LIMIT, () -> process.onExit().join().exitValue())
                .onClose(process::destroyForcibly);
    }

    private static void follow(InputStream stream, Consumer<String> lines, Runnable end) {
        Thread reader = new Thread(() -> {
            try (BufferedReader in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                in.lines().forEach(lines);
            } catch (IOException | UncheckedIOException killed) {
                lines.accept("the output ends: " + killed.getMessage());
            } finally {
                end.run();
            }
        });
        reader.setDaemon(true);
        reader.start();
    }
}
