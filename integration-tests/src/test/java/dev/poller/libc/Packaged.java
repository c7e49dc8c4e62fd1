// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.libc.spi.Binding;
import java.util.List;

/** The bindings that the packaged jars have on this Java. Any thread may call. */
final class Packaged {
    private Packaged() {}

    static List<String> names() {
        return Bindings.candidates().stream().map(Binding::name).toList();
    }

    /** The C library through one of them; skips the test if this Java does not have it. */
    static Libc libc(String name) throws BindingUnavailableException {
        return libc(name, Abi.of("LINUX", "6.1", System.getProperty("os.arch", "")));
    }

    /** The same with other tables. */
    static Libc libc(String name, Abi abi) throws BindingUnavailableException {
        assumeHas(name);
        for (Binding binding : Bindings.candidates()) {
            if (binding.name().equals(name)) {
                return binding.open(abi);
            }
        }
        throw new AssertionError(name);
    }

    /** Skips the test if this Java does not have the binding. */
    static void assumeHas(String name) {
        assumeTrue(names().contains(name), () -> "this Java has no binding " + name);
    }
}
