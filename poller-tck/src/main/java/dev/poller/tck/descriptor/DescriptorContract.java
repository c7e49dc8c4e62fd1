// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.descriptor;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.OS;

/**
 * What pollers of bare descriptors have in common below the promises of docs/contract.md: batches that are left,
 * numbers that come back, breaks and closes in the middle of each other. A concrete subclass says what is tested.
 *
 * <p>Needs Linux, whose /proc shows what the kernel watches.
 */
public abstract class DescriptorContract {
    /** For subclasses. */
    protected DescriptorContract() {}

    /** What is tested. Called on any thread, always the same. */
    protected abstract DescriptorSubject subject();

    @BeforeAll
    static void needsLinux() {
        assumeTrue(OS.LINUX.isCurrentOs(), "what the kernel watches is seen in Linux's /proc");
    }

    @Nested
    final class Batch extends BatchTests {
        @Override
        protected DescriptorSubject subject() {
            return DescriptorContract.this.subject();
        }
    }

    @Nested
    final class Break extends BreakerTests {
        @Override
        protected DescriptorSubject subject() {
            return DescriptorContract.this.subject();
        }
    }

    @Nested
    final class Reuse extends ReuseTests {
        @Override
        protected DescriptorSubject subject() {
            return DescriptorContract.this.subject();
        }
    }

    @Nested
    final class OtherThreads extends OtherThreadsTests {
        @Override
        protected DescriptorSubject subject() {
            return DescriptorContract.this.subject();
        }
    }
}
