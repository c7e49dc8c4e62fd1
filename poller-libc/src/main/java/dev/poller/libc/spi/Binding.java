// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc.spi;

import dev.poller.libc.Abi;
import dev.poller.libc.BindingUnavailableException;
import dev.poller.libc.Libc;

/**
 * One way to call native code from Java. Any thread may call.
 *
 * <p>One that lies in another module is found by {@link java.util.ServiceLoader}. Nothing native is touched before
 * {@link #open}.
 */
public interface Binding {
    /** What a user types to force it. */
    String name();

    /**
     * Loads it.
     *
     * @param abi the tables that go with the calls
     * @throws BindingUnavailableException if it does not work here, with the reason
     */
    Libc open(Abi abi) throws BindingUnavailableException;
}
