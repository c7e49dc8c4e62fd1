// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What programs rely on without knowing: {@link Relied} is run on the JDK's sockets and on ours, in a virtual machine
 * for each, and must print the same.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
final class ReliedIT {
    /** They never connect a socket of ours: it is the JDK's, or it fails before, or there is none. */
    private static final List<String> NONE_OF_OURS = List.of(
            "the name ",
            "nobody knows",
            "null",
            "it refuses to answer",
            "no selector",
            "by factory, without",
            "a proxy of its own",
            "one that is not connected",
            "nobody listens at name.invalid",
            "an address that is not ours");

    private Path directory;

    @BeforeAll
    void prepare(@TempDir Path empty) throws Exception {
        directory = empty;
        Certificates.context(directory);
        Files.writeString(directory.resolve("hosts"), "127.0.0.1 localhost\n");
    }

    @Test
    void proxiesOfSocksAreAskedAsTheJdkAsksThem() throws Exception {
        // No other names are known, and that is found out at once.
        compare("proxies", "-Djdk.net.hosts.file=" + directory.resolve("hosts"));
    }

    @Test
    void whatElseOpensSocketsGoesOnAsItDid() throws Exception {
        compare("libraries");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Djava.net.preferIPv4Stack=false",
                "-Djava.net.preferIPv4Stack=true -Djdk.includeInExceptions=",
                "-Djava.net.preferIPv6Addresses=true -Djdk.includeInExceptions=hostInfo"
            })
    void addressesAndMessagesAreThoseOfTheFlags(String flags) throws Exception {
        compare("addresses", flags.split(" ", -1));
    }

    private void compare(String part, String... flags) throws Exception {
        List<String> expected = run(part, "jdk", flags);
        assertTrue(expected.size() > 20, expected::toString);
        for (String provider : List.of("epoll", "nio")) {
            List<String> printed = run(part, provider, flags);
            assertEquals(
                    String.join("\n", expected),
                    String.join(
                            "\n",
                            printed.stream()
                                    .filter(line -> !line.startsWith(Transcript.OURS))
                                    .toList()),
                    provider);
            printed.stream().filter(line -> line.startsWith(Transcript.OURS)).forEach(ReliedIT::tookPart);
        }
    }

    /** A case that ran on other sockets has shown nothing. */
    private static void tookPart(String line) {
        String name = line.substring(line.indexOf(" in ") + " in ".length());
        boolean none = NONE_OF_OURS.stream().anyMatch(name::startsWith);
        assertEquals(none, line.startsWith(Transcript.OURS + "0 "), line);
    }

    private List<String> run(String part, String on, String... flags) throws Exception {
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process program = new ProcessBuilder(line(part, on, flags))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertTrue(program.waitFor(60, TimeUnit.SECONDS), () -> part + " on " + on + " still runs:\n" + text(out));
            assertEquals(0, program.exitValue(), () -> text(out) + text(err));
            return Files.readAllLines(out);
        } finally {
            program.destroyForcibly();
        }
    }

    private List<String> line(String part, String on, String... flags) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-Drelied.on=" + (on.equals("jdk") ? "jdk" : "poller")));
        if (!on.equals("jdk")) {
            line.add("-Dpoller.provider=" + on);
        }
        line.addAll(List.of(flags));
        String path = System.getProperty("java.class.path");
        Stream.of("-cp", path, Relied.class.getName(), part, directory.toString())
                .forEach(line::add);
        return line;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }
}
