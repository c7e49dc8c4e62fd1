// SPDX-License-Identifier: Apache-2.0
package dev.poller.jna;

import com.sun.jna.Native;
import dev.poller.libc.Abi;
import dev.poller.libc.BindingUnavailableException;
import dev.poller.libc.Libc;
import dev.poller.libc.spi.Binding;

/**
 * Calls through JNA, which runs on every Java. Any thread may call.
 *
 * <p>Public for {@link java.util.ServiceLoader} alone.
 */
public final class JnaBinding implements Binding {
    /** Touches nothing of JNA. */
    public JnaBinding() {}

    @Override
    public String name() {
        return JnaLibc.BINDING;
    }

    @Override
    public Libc open(Abi abi) throws BindingUnavailableException {
        try {
            if (Native.POINTER_SIZE != Long.BYTES) {
                throw new BindingUnavailableException(
                        "jna: needs a 64-bit process; pointers have " + Native.POINTER_SIZE + " bytes here", null);
            }
            PassingThread.run("poller-jna", JnaFunctions::prepare);
            return new JnaLibc(abi, JnaFunctions::register);
        } catch (LinkageError failure) {
            throw JnaFailure.explained(failure);
        }
    }
}
