// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import dev.poller.libc.spi.Binding;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * A binding in an artifact of its own, which users add where they need it. It is looked for when it is its turn, so
 * that one which is not used costs nothing. Immutable; any thread.
 *
 * @param name of the binding
 * @param artifact that has it
 */
record AddedBinding(String name, String artifact) implements Binding {
    /** What Java 17 to 21 need: java.lang.foreign is final since Java 22. */
    static final Binding JNA = new AddedBinding("jna", "dev.poller:poller-jna");

    private static final int FIRST_FFM = 22;

    @Override
    public Libc open(Abi abi) throws BindingUnavailableException {
        try {
            for (Binding binding : ServiceLoader.load(Binding.class, Binding.class.getClassLoader())) {
                if (binding.name().equals(name)) {
                    return binding.open(abi);
                }
            }
        } catch (ServiceConfigurationError | LinkageError broken) {
            throw new BindingUnavailableException(name + ": " + artifact + " is not whole: " + broken, broken);
        }
        throw new BindingUnavailableException(name + ": " + absent(), null);
    }

    private String absent() {
        return "is not on the class path or module path; add " + artifact
                + (Runtime.version().feature() < FIRST_FFM ? ", or run Java 22 or later, which needs no JNA" : "");
    }
}
