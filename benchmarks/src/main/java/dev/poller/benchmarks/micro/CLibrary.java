// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.micro;

import dev.poller.libc.BindingUnavailableException;
import dev.poller.libc.Libc;
import dev.poller.libc.LibcLoader;
import dev.poller.spi.Platform;
import java.io.IOException;

/** The C library over a binding chosen by a benchmark's parameter. Any thread may call. */
final class CLibrary {
    private CLibrary() {}

    /** Forces the binding for this process, and loads it. */
    static Libc load(String binding) throws BindingUnavailableException {
        System.setProperty(LibcLoader.PROPERTY, binding);
        Platform platform = Platform.current();
        return LibcLoader.load(platform.os().name(), platform.osVersion(), platform.arch());
    }

    /** The result of a call that must not fail. */
    static int checked(Libc libc, String call, int result) throws IOException {
        if (result < 0) {
            throw libc.failure(call, -1, result);
        }
        return result;
    }
}
