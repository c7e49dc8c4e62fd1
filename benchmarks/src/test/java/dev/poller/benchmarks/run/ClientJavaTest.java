// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which Java runs the clients, and on which binding. */
class ClientJavaTest {
    @TempDir
    Path home;

    private ClientJava java(String release) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Files.write(home.resolve("bin/java"), new byte[0]);
        assertTrue(home.resolve("bin/java").toFile().setExecutable(true));
        Files.writeString(home.resolve("release"), release);
        return ClientJava.at(home);
    }

    @Test
    void seventeenHasNoVirtualThreadsAndJna() throws IOException {
        ClientJava java =
                java("IMPLEMENTOR=\"Debian\"\nJAVA_RUNTIME_VERSION=\"17.0.15+6\"\nJAVA_VERSION=\"17.0.15\"\n");
        assertEquals("Debian 17.0.15+6", java.name());
        assertFalse(java.hasVirtualThreads());
        assertEquals("jna", java.binding());
    }

    @Test
    void twentyFiveHasBothWithAShortVersion() throws IOException {
        ClientJava java = java("JAVA_VERSION=\"25\"\n");
        assertEquals(25, java.feature());
        assertEquals("25", java.name());
        assertTrue(java.hasVirtualThreads());
        assertEquals("ffm", java.binding());
    }

    @Test
    void whereThereIsNoneThatIsSaid() {
        assertEquals(
                "there is no Java in " + home,
                assertThrows(IOException.class, () -> ClientJava.at(home)).getMessage());
    }
}
