// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.datagram;

import org.junit.jupiter.api.Nested;

/**
 * What docs/contract.md promises of every kind of socket of messages (M), as tests. A concrete subclass says what is
 * tested; one is needed for each provider, kind of thread and kind of socket. Each test runs on a thread of that kind,
 * on a runtime of its own, and must leave no descriptor, registration or thread behind. A kind says itself what it
 * lacks; what is about one kind alone is not here.
 */
public abstract class DatagramContract {
    /** For subclasses. */
    protected DatagramContract() {}

    /** What is tested. Called on any thread, always the same. */
    protected abstract DatagramSubject subject();

    @Nested
    final class Transfer extends TransferTests {
        @Override
        DatagramSubject subject() {
            return DatagramContract.this.subject();
        }
    }

    @Nested
    final class Racing extends RacingTests {
        @Override
        DatagramSubject subject() {
            return DatagramContract.this.subject();
        }
    }

    @Nested
    final class Deadline extends DeadlineTests {
        @Override
        DatagramSubject subject() {
            return DatagramContract.this.subject();
        }
    }

    @Nested
    final class Cancellation extends CancellationTests {
        @Override
        DatagramSubject subject() {
            return DatagramContract.this.subject();
        }
    }

    @Nested
    final class Closing extends ClosingTests {
        @Override
        DatagramSubject subject() {
            return DatagramContract.this.subject();
        }
    }

    @Nested
    final class Interrupt extends InterruptTests {
        @Override
        DatagramSubject subject() {
            return DatagramContract.this.subject();
        }
    }

    @Nested
    final class Load extends LoadTests {
        @Override
        DatagramSubject subject() {
            return DatagramContract.this.subject();
        }
    }
}
