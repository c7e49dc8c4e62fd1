// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.libc.spi.Binding;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("sets a system property")
class LibcLoaderTest {
    private static final String ARCH = System.getProperty("os.arch", "");

    private @Nullable String forcedByUser;

    @BeforeEach
    void forceNothing() {
        forcedByUser = System.clearProperty(LibcLoader.PROPERTY);
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
    void anUnknownForcedBindingIsAnErrorThatNamesWhatThereIs() {
        System.setProperty(LibcLoader.PROPERTY, "jnr");
        assertEquals("poller.libc=jnr: no such binding on this Java; there is: jna", reason("LINUX", ARCH));
        assertTrue(refusal("LINUX", ARCH).isForced());
    }

    @Test
    void aForcedFfmWithoutItSaysWhichJavaHasIt() {
        LibcLoader.Request request =
                new LibcLoader.Request("LINUX", "6.1", "amd64", Optional.of("ffm"), Optional.empty());
        assertEquals(
                "poller.libc=ffm: no such binding on this Java; there is: jna (ffm needs Java 22 or later, this is "
                        + Runtime.version().feature() + ")",
                assertThrows(
                                BindingUnavailableException.class,
                                LibcLoader.attempt(request, List.of(working(libc())))::get)
                        .getMessage());
    }

    @Test
    void aBindingThatNobodyAskedForIsNotForced() {
        assertFalse(refusal("OTHER", "vax").isForced());
    }

    @Test
    void aForcedBindingThatDoesNotWorkSaysWhyEachTime() {
        System.setProperty(LibcLoader.PROPERTY, "jna");
        String reason = "poller.libc=jna: no table of C constants for OTHER 1 on vax";
        assertEquals(reason, reason("OTHER", "vax"));
        assertEquals(reason, reason("OTHER", "vax"));
    }

    /** Here poller-jna is not on the class path; where it is: JnaBindingTest. */
    @Test
    void aBindingThatIsNotThereNamesItsArtifact() {
        String reason = reason("LINUX", "amd64");
        assertTrue(
                reason.startsWith("jna: is not on the class path or module path; add dev.poller:poller-jna"), reason);
        System.setProperty(LibcLoader.PROPERTY, "jna");
        assertEquals("poller.libc=jna: " + reason, reason("LINUX", "amd64"));
    }

    @Test
    void aBindingThatDoesNotWorkIsPassedOver() throws IOException {
        LibcLoader.Request request =
                new LibcLoader.Request("LINUX", "6.1", "amd64", Optional.empty(), Optional.empty());
        Libc works = libc();
        assertSame(
                works,
                LibcLoader.attempt(request, List.of(refusing("ffm"), working(works)))
                        .get());
        assertEquals(
                "ffm: refused; jna: refused",
                assertThrows(
                                BindingUnavailableException.class,
                                LibcLoader.attempt(request, List.of(refusing("ffm"), refusing("jna")))::get)
                        .getMessage());
    }

    private static String reason(String os, String arch) {
        return String.valueOf(refusal(os, arch).getMessage());
    }

    private static BindingUnavailableException refusal(String os, String arch) {
        return assertThrows(BindingUnavailableException.class, () -> LibcLoader.load(os, "1", arch));
    }

    private static Libc libc() {
        return (Libc) Proxy.newProxyInstance(
                Libc.class.getClassLoader(), new Class<?>[] {Libc.class}, (proxy, method, arguments) -> {
                    throw new AssertionError(method);
                });
    }

    private static Binding working(Libc libc) {
        return binding("jna", abi -> libc);
    }

    private static Binding refusing(String name) {
        return binding(name, abi -> {
            throw new BindingUnavailableException(name + ": refused", null);
        });
    }

    private interface Opener {
        Libc open(Abi abi) throws BindingUnavailableException;
    }

    private static Binding binding(String name, Opener opener) {
        return new Binding() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Libc open(Abi abi) throws BindingUnavailableException {
                return opener.open(abi);
            }
        };
    }
}
