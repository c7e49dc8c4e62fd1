// SPDX-License-Identifier: Apache-2.0
package dev.poller.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A program that has only the jars finds its poller, from the class path and from the module path. */
final class LaunchIT {
    @TempDir
    static Path directory;

    static Program program;

    @BeforeAll
    static void compile() {
        program = Program.compile(directory);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void epollIsFoundOnTheClassPath() throws Exception {
        String output = Program.echo(program.onClassPath());
        assertEquals("provider=epoll binding=" + Program.BINDING + " module=null echoed=12", Program.lastLine(output));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void epollIsFoundOnTheModulePath() throws Exception {
        String output = Program.echo(program.onModulePath());
        assertEquals(
                "provider=epoll binding=" + Program.BINDING + " module=dev.poller.blocking echoed=12",
                Program.lastLine(output));
    }

    @Test
    void nioIsFoundOnTheClassPathWhenForced() throws Exception {
        String output = Program.echo(program.onClassPath(), "-Dpoller.provider=nio");
        assertEquals("provider=nio binding=none module=null echoed=12", Program.lastLine(output));
    }

    @Test
    void nioIsFoundOnTheModulePathWhenForced() throws Exception {
        String output = Program.echo(program.onModulePath(), "-Dpoller.provider=nio");
        assertEquals("provider=nio binding=none module=dev.poller.blocking echoed=12", Program.lastLine(output));
    }
}
