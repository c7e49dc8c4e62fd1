// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** The packaged jars have the bindings of this Java, best first. */
final class BindingsIT {
    @Test
    @EnabledForJreRange(min = JRE.JAVA_22, disabledReason = "java.lang.foreign is final since Java 22")
    void ffmComesFirstFrom22On() {
        assertEquals(List.of("ffm", "jna"), Packaged.names());
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_21, disabledReason = "java.lang.foreign is final since Java 22")
    void below22ThereIsJnaOnly() {
        assertEquals(List.of("jna"), Packaged.names());
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_21, disabledReason = "java.lang.foreign is final since Java 22")
    void below22AForcedFfmSaysWhatThereIs() {
        LibcLoader.Request request =
                new LibcLoader.Request("LINUX", "6.1", "amd64", Optional.of("ffm"), Optional.empty());
        assertEquals(
                "poller.libc=ffm: no such binding on this Java; there is: jna (ffm needs Java 22 or later, this is "
                        + Runtime.version().feature() + ")",
                assertThrows(BindingUnavailableException.class, LibcLoader.attempt(request, Bindings.candidates())::get)
                        .getMessage());
    }
}
