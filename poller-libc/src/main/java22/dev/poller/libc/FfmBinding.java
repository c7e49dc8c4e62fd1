// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import dev.poller.libc.spi.Binding;
import dev.poller.libc.spi.NativeAccess;
import java.lang.foreign.ValueLayout;

/**
 * Calls through java.lang.foreign, which is final since Java 22. Any thread may call.
 *
 * <p>Nothing native is touched before {@link #open}, so a binding that is not asked for causes no warning.
 */
final class FfmBinding implements Binding {
    @Override
    public String name() {
        return FfmLibc.BINDING;
    }

    @Override
    public Libc open(Abi abi) throws BindingUnavailableException {
        long pointer = ValueLayout.ADDRESS.byteSize();
        if (pointer != Long.BYTES) {
            throw new BindingUnavailableException(
                    "ffm: needs a 64-bit process; pointers have " + pointer + " bytes here", null);
        }
        try {
            Libc libc = new FfmLibc(abi, Downcalls::has);
            requireErrno(libc);
            return libc;
        } catch (LinkageError failure) {
            throw NativeAccess.unavailable(name(), FfmBinding.class, failure);
        }
    }

    /** A linker that works, and captures errno, says EBADF here. */
    private static void requireErrno(Libc libc) throws BindingUnavailableException {
        int result = libc.close(-1);
        if (result != -libc.abi().value(Constant.EBADF)) {
            throw new BindingUnavailableException("ffm: close(-1) returned " + result + " instead of EBADF", null);
        }
    }
}
