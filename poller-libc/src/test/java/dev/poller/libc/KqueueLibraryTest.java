// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Optional;
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
    void itsStructureHas32BytesAndFreeBsdsNumbers() {
        KqueueAbi abi = new KqueueLibrary(directory).abi();
        assertEquals(32, abi.layout().size());
        assertEquals(-11, abi.value(KqueueConstant.EVFILT_USER));
        assertEquals("libkqueue", abi.toString());
    }

    private static String reason(String library) {
        LibcLoader.Request request =
                new LibcLoader.Request("LINUX", "6.1", "amd64", Optional.empty(), Optional.of(library));

        return String.valueOf(
                assertThrows(BindingUnavailableException.class, LibcLoader.attempt(request, Bindings.candidates())::get)
                        .getMessage());
    }
}
