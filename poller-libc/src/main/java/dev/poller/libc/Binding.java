// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

/** One way to call native code from Java. Any thread may call. */
interface Binding {
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
