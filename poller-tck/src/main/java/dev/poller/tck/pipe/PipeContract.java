// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.pipe;

import org.junit.jupiter.api.Nested;

/**
 * What docs/contract.md promises of pipes (D6, and T as far as one direction goes), as tests. A concrete subclass says
 * what is tested; one is needed for each provider and kind of thread. Each test runs on a thread of that kind, on a
 * runtime of its own, and must leave no descriptor, registration or thread behind.
 */
public abstract class PipeContract {
    /** For subclasses. */
    protected PipeContract() {}

    /** What is tested. Called on any thread, always the same. */
    protected abstract PipeSubject subject();

    @Nested
    final class Transfer extends TransferTests {
        @Override
        PipeSubject subject() {
            return PipeContract.this.subject();
        }
    }

    @Nested
    final class Racing extends RacingTests {
        @Override
        PipeSubject subject() {
            return PipeContract.this.subject();
        }
    }

    @Nested
    final class Deadline extends DeadlineTests {
        @Override
        PipeSubject subject() {
            return PipeContract.this.subject();
        }
    }

    @Nested
    final class WaitingDeadline extends WaitingDeadlineTests {
        @Override
        PipeSubject subject() {
            return PipeContract.this.subject();
        }
    }

    @Nested
    final class Limit extends LimitTests {
        @Override
        PipeSubject subject() {
            return PipeContract.this.subject();
        }
    }

    @Nested
    final class Closing extends ClosingTests {
        @Override
        PipeSubject subject() {
            return PipeContract.this.subject();
        }
    }

    @Nested
    final class Interrupt extends InterruptTests {
        @Override
        PipeSubject subject() {
            return PipeContract.this.subject();
        }
    }
}
