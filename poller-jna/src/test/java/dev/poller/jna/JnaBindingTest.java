// SPDX-License-Identifier: Apache-2.0
package dev.poller.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.poller.libc.BindingUnavailableException;
import dev.poller.libc.LibcLoader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Isolated;

/** poller-libc finds the binding where this artifact has been added. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "there is a table of C constants for Linux only")
@Isolated("sets a system property")
class JnaBindingTest {
    private static final String ARCH = System.getProperty("os.arch", "");

    private @Nullable String forcedByUser;

    @BeforeEach
    void force() {
        forcedByUser = System.getProperty(LibcLoader.PROPERTY);
        System.setProperty(LibcLoader.PROPERTY, " jna ");
    }

    @AfterEach
    void restore() {
        if (forcedByUser == null) {
            System.clearProperty(LibcLoader.PROPERTY);
        } else {
            System.setProperty(LibcLoader.PROPERTY, forcedByUser);
        }
    }

    @Test
    void itIsFoundWhenItIsForced() throws IOException {
        assertEquals("jna", LibcLoader.load("LINUX", "6.1", ARCH).binding());
        assertInstanceOf(JnaLibc.class, LibcLoader.load("LINUX", "6.1", ARCH));
    }

    @Test
    void oneLibraryIsLoadedForAll() throws IOException {
        assertSame(LibcLoader.load("LINUX", "6.1", ARCH), LibcLoader.load("LINUX", "6.1", ARCH));
    }

    @Test
    void whatItDoesNotFindIsItsOwnReason() {
        assertEquals(
                "poller.libc=jna: no table of C constants for OTHER 1 on vax",
                assertThrows(BindingUnavailableException.class, () -> LibcLoader.load("OTHER", "1", "vax"))
                        .getMessage());
    }
}
