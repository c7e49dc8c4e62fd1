// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import org.junit.jupiter.api.Nested;

/** {@link StreamContract} over Unix sockets, and what is their own (U). */
public abstract class UnixContract extends StreamContract {
    /** For subclasses. */
    protected UnixContract() {}

    @Nested
    final class Unix extends UnixTests {
        @Override
        StreamSubject subject() {
            return UnixContract.this.subject();
        }
    }

    @Nested
    final class UnixFile extends UnixFileTests {
        @Override
        StreamSubject subject() {
            return UnixContract.this.subject();
        }
    }
}
