// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

/** What is said where there is no JNA: the one place that says what to add. */
final class NoJna {
    private static final int FIRST_FFM = 22;

    /** One line without a full stop. */
    static final String REASON = "is not on the class path or module path; add dev.poller:poller-jna"
            + (Runtime.version().feature() < FIRST_FFM ? ", or run Java 22 or later, which needs no JNA" : "");

    private NoJna() {}
}
