// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import org.junit.jupiter.api.Nested;

/**
 * What docs/contract.md promises of every kind of stream and listener (T), as tests. A concrete subclass of {@link
 * TcpContract}, {@link UnixContract} or this says what is tested; one is needed for each provider, kind of thread and
 * kind of stream. Each test runs on a thread of that kind, on a runtime of its own, and must leave no descriptor,
 * registration or thread behind.
 */
public abstract class StreamContract {
    /** For subclasses. */
    protected StreamContract() {}

    /** What is tested. Called on any thread, always the same. */
    protected abstract StreamSubject subject();

    @Nested
    final class Transfer extends TransferTests {
        @Override
        StreamSubject subject() {
            return StreamContract.this.subject();
        }
    }

    @Nested
    final class ShortRead extends ShortReadTests {
        @Override
        StreamSubject subject() {
            return StreamContract.this.subject();
        }
    }

    @Nested
    final class Bulk extends BulkTests {
        @Override
        StreamSubject subject() {
            return StreamContract.this.subject();
        }
    }

    @Nested
    final class View extends ViewTests {
        @Override
        StreamSubject subject() {
            return StreamContract.this.subject();
        }
    }

    @Nested
    final class Await extends AwaitTests {
        @Override
        StreamSubject subject() {
            return StreamContract.this.subject();
        }
    }

    @Nested
    final class Deadline extends DeadlineTests {
        @Override
        StreamSubject subject() {
            return StreamContract.this.subject();
        }
    }

    @Nested
    final class WaitingDeadline extends WaitingDeadlineTests {
        @Override
        StreamSubject subject() {
            return StreamContract.this.subject();
        }
    }

    @Nested
    final class Closing extends ClosingTests {
        @Override
        StreamSubject subject() {
            return StreamContract.this.subject();
        }
    }

    @Nested
    final class HalfClose extends HalfCloseTests {
        @Override
        StreamSubject subject() {
            return StreamContract.this.subject();
        }
    }

    @Nested
    final class Reset extends ResetTests {
        @Override
        StreamSubject subject() {
            return StreamContract.this.subject();
        }
    }

    @Nested
    final class Limit extends LimitTests {
        @Override
        StreamSubject subject() {
            return StreamContract.this.subject();
        }
    }

    @Nested
    final class Interrupt extends InterruptTests {
        @Override
        StreamSubject subject() {
            return StreamContract.this.subject();
        }
    }

    @Nested
    final class Sharing extends SharingTests {
        @Override
        StreamSubject subject() {
            return StreamContract.this.subject();
        }
    }

    @Nested
    final class Netpoll extends NetpollTests {
        @Override
        StreamSubject subject() {
            return StreamContract.this.subject();
        }
    }

    @Nested
    final class Scheduler extends SchedulerTests {
        @Override
        StreamSubject subject() {
            return StreamContract.this.subject();
        }
    }

    @Nested
    final class Load extends LoadTests {
        @Override
        StreamSubject subject() {
            return StreamContract.this.subject();
        }
    }
}
