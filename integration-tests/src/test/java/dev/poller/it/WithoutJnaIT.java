// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A program without poller-jna: Java 22 and later do not miss it, and an older one is told what to add. */
@EnabledOnOs(OS.LINUX)
final class WithoutJnaIT {
    private static final String ADD = "jna: is not on the class path or module path; add dev.poller:poller-jna";

    @TempDir
    static Path directory;

    static Program program;

    @BeforeAll
    static void compile() {
        program = Program.compile(directory);
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_22, disabledReason = "java.lang.foreign is final since Java 22")
    void from22OnEpollIsFound() throws Exception {
        assertEquals(
                "provider=epoll binding=ffm module=null echoed=12",
                Program.lastLine(Program.echo(program.onClassPathWithoutJna())));
        assertEquals(
                "provider=epoll binding=ffm module=dev.poller.blocking echoed=12",
                Program.lastLine(Program.echo(program.onModulePathWithoutJna())));
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_21, disabledReason = "java.lang.foreign is final since Java 22")
    void below22NioIsFound() throws Exception {
        assertEquals(
                "provider=nio binding=none module=null echoed=12",
                Program.lastLine(Program.echo(program.onClassPathWithoutJna())));
        assertEquals(
                "provider=nio binding=none module=dev.poller.blocking echoed=12",
                Program.lastLine(Program.echo(program.onModulePathWithoutJna())));
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_21, disabledReason = "java.lang.foreign is final since Java 22")
    void below22AForcedEpollNamesTheArtifact() throws Exception {
        String onClassPath = Program.refuse(program.onClassPathWithoutJna(), "-Dpoller.provider=epoll");
        assertTrue(onClassPath.contains(ADD), onClassPath);
        String onModulePath = Program.refuse(program.onModulePathWithoutJna(), "-Dpoller.provider=epoll");
        assertTrue(onModulePath.contains(ADD), onModulePath);
    }

    @Test
    void aForcedJnaNamesTheArtifact() throws Exception {
        String output = Program.refuse(program.onClassPathWithoutJna(), "-Dpoller.provider=epoll", "-Dpoller.libc=jna");
        assertTrue(output.contains("poller.libc=jna: " + ADD), output);
    }
}
