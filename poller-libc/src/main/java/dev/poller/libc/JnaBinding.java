// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import com.sun.jna.Native;

/** Calls through JNA, which runs on every Java. Any thread may call. */
final class JnaBinding implements Binding {
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
