// SPDX-License-Identifier: Apache-2.0
package dev.poller.jna;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What JNA 5.19.1 and the C libraries say when it cannot be loaded, and what a user is told of it. */
class JnaFailureTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tmp/jna1.tmp: /tmp/jna1.tmp: failed to map segment from shared object",
                "/tmp/jna1.tmp: Error loading shared library /tmp/jna1.tmp: Operation not permitted"
            })
    void aTemporaryDirectoryThatIsMountedNoexecIsToldWithThePropertyForAnother(String message) {
        assertEquals(
                "jna: its native library may not be executed where it was unpacked (" + message
                        + "); -Djna.tmpdir=DIR names a directory that is not mounted noexec",
                explained(new UnsatisfiedLinkError(message)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "JNA temporary directory '/tmp/JNA/temp' is not writable",
                "Failed to create temporary file for /com/sun/jna/linux-x86-64/libjnidispatch.so library"
            })
    void oneThatCannotBeWrittenToo(String message) {
        assertTrue(explained(new UnsatisfiedLinkError(message)).contains("-Djna.tmpdir=DIR"));
    }

    @Test
    void aSystemThatTheJarHasNoLibraryForIsToldSoWithoutTheClassPath() {
        assertEquals(
                "jna: its jar has no native library for this system (com/sun/jna/netbsd-x86-64/libjnidispatch.so); run"
                        + " Java 22 or later, which needs none, or name the directory of one that the system's packages"
                        + " have: -Djna.boot.library.path=DIR",
                explained(new UnsatisfiedLinkError("Native library (com/sun/jna/netbsd-x86-64/libjnidispatch.so) not"
                        + " found in resource path (/a.jar:/b.jar)")));
    }

    @Test
    void withoutJnaWhatToAddIsTold() {
        LinkageError absent = new NoClassDefFoundError("com/sun/jna/Native");
        absent.initCause(new ClassNotFoundException("com.sun.jna.Native"));
        assertEquals(
                "jna: net.java.dev.jna:jna-jpms, which dev.poller:poller-jna brings, is not on the class path or module path",
                explained(absent));
    }

    @Test
    void whatIsNotKnownIsToldAsItIs() {
        assertEquals("jna: java.lang.UnsatisfiedLinkError: odd", explained(new UnsatisfiedLinkError("odd")));
    }

    private static String explained(LinkageError failure) {
        return String.valueOf(JnaFailure.explained(failure).getMessage());
    }
}
