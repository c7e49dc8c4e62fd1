// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import dev.poller.libc.spi.Binding;
import java.net.URL;

/**
 * Stands for java.lang.foreign where Java has it, and this library is in a jar that hides its classes for Java 22: one
 * that was made of several jars, without {@code Multi-Release: true} in its manifest. Any thread may call.
 */
final class UnseenFfm implements Binding {
    private static final int FIRST = 22;
    private static final String IN_A_JAR = "jar";

    /** True if this Java would see the classes in a jar as it was built; from directories none does. */
    static boolean isHere() {
        URL here = UnseenFfm.class.getResource(UnseenFfm.class.getSimpleName() + ".class");
        return Runtime.version().feature() >= FIRST
                && here != null
                && here.getProtocol().equals(IN_A_JAR);
    }

    @Override
    public String name() {
        return "ffm";
    }

    @Override
    public Libc open(Abi abi) throws BindingUnavailableException {
        throw new BindingUnavailableException(
                "ffm: its classes are for Java 22 and later, and hidden, because the manifest of this jar lacks"
                        + " Multi-Release: true",
                null);
    }
}
