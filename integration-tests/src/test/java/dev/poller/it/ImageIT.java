// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A run-time image of jlink with a program and the module dev.poller: it has epoll, and nothing of windows in it. */
@EnabledOnOs(OS.LINUX)
@EnabledForJreRange(min = JRE.JAVA_22, disabledReason = "before Java 22 epoll needs JNA, and that needs java.desktop")
@Timeout(300)
final class ImageIT {
    @TempDir
    static Path directory;

    static Path image;

    @BeforeAll
    static void link() {
        Optional<ToolProvider> jlink = ToolProvider.findFirst("jlink");
        assumeTrue(jlink.isPresent(), "this JDK has no jlink");
        assumeTrue(canLink(jlink.get()), "this JDK has no jmods, and its jlink cannot do without");
        Program program = Program.compile(directory.resolve("program"));
        image = directory.resolve("image");
        StringWriter output = new StringWriter();
        int failed = jlink.get()
                .run(
                        new PrintWriter(output),
                        new PrintWriter(output),
                        "--module-path",
                        Jars.everythingWithoutJna() + File.pathSeparator + program.classes(),
                        "--add-modules",
                        "program,dev.poller",
                        "--output",
                        image.toString());
        assertEquals(0, failed, output::toString);
    }

    @Test
    void itsModulesAreFew() throws Exception {
        Set<String> modules = Program.run(java("--list-modules"))
                .lines()
                .map(line -> line.replaceAll("@.*", ""))
                .collect(Collectors.toSet());
        assertTrue(
                modules.containsAll(Set.of("dev.poller.blocking", "dev.poller.epoll", "dev.poller.nio")),
                modules::toString);
        assertTrue(
                modules.stream().noneMatch(name -> name.contains("desktop") || name.contains("jna")),
                modules::toString);
    }

    @Test
    void itsProgramGetsEpoll() throws Exception {
        String output = Program.run(
                java("--enable-native-access=dev.poller.libc", "--module", "program/program.Echo", "3", "4"));
        assertEquals("provider=epoll binding=ffm module=dev.poller.blocking echoed=12", Program.lastLine(output));
    }

    private static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(image.resolve("bin/java").toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** From jmods, or since Java 24 from the JDK's own image, if that was built so (JEP 493). */
    private static boolean canLink(ToolProvider jlink) {
        if (Files.isDirectory(Path.of(System.getProperty("java.home"), "jmods"))) {
            return true;
        }
        StringWriter help = new StringWriter();
        jlink.run(new PrintWriter(help), new PrintWriter(help), "--help");
        return help.toString().toLowerCase(Locale.ROOT).contains("linking from run-time image enabled");
    }
}
