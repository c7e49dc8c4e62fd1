// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

/** The constants and layouts of one operating system on one processor. Immutable. */
public interface Abi {
    /**
     * The value of a C constant here.
     *
     * @param constant which
     * @throws IllegalArgumentException if this system has no such constant
     */
    int value(Constant constant);

    /**
     * True if this system has the constant.
     *
     * @param constant which
     */
    boolean has(Constant constant);
}
