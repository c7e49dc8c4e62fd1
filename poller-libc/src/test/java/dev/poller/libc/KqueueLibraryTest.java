// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A wrong one; what a right one does: KqueueLibraryIT. */
class KqueueLibraryTest {
    @TempDir
    Path directory;

    @Test
    void aPathToNothingIsOneLine() {
        Path missing = directory.resolve("libkqueue.so");
        assertEquals("poller.kqueue.library=" + missing + ": no such file", reason(missing.toString()));
        assertEquals("poller.kqueue.library=" + directory + ": no such file", reason(directory.toString()));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere another character is invalid")
    void somethingThatIsNoPathIsOneLine() {
        assertEquals("poller.kqueue.library=a\0b: no path: Nul character not allowed", reason("a\0b"));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "there is a kqueue of its own elsewhere")
    void aFileThatIsNoLibraryIsOneLine() throws IOException {
        Path text = Files.writeString(directory.resolve("libkqueue.so"), "not a library");
        assertEquals("poller.kqueue.library=" + text + ": cannot be loaded as a library", reason(text.toString()));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "there is a kqueue of its own elsewhere")
    void aLibraryOfSomethingElseIsOneLine() throws IOException {
        Path other = virtualMachine();
        assertEquals(
                "poller.kqueue.library=" + other + ": has no functions kqueue and kevent", reason(other.toString()));
    }

    @Test
    void itsStructureHas32BytesAndFreeBsdsNumbers() {
        KqueueAbi abi = new KqueueLibrary(directory).abi();
        assertEquals(32, abi.layout().size());
        assertEquals(-11, abi.value(KqueueConstant.EVFILT_USER));
        assertEquals("libkqueue", abi.toString());
    }

    /** A shared library that every Java has. */
    private static Path virtualMachine() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty("java.home", "")))) {
            return files.filter(file -> file.endsWith("libjava.so")).findFirst().orElseThrow();
        }
    }

    private static String reason(String library) {
        LibcLoader.Request request =
                new LibcLoader.Request("LINUX", "6.1", "amd64", Optional.empty(), Optional.of(library));

        return String.valueOf(
                assertThrows(BindingUnavailableException.class, LibcLoader.attempt(request, Bindings.candidates())::get)
                        .getMessage());
    }
}
