// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import dev.poller.Poller;
import java.io.IOException;
import org.junit.jupiter.api.Nested;

/**
 * Every promise of docs/contract.md about pollers (P, O, R, W and C), as tests. Extend it for a provider:
 *
 * <pre>
 * class XyzContractTest extends PollerContract {
 *     &#64;Override
 *     protected Poller newPoller() throws IOException {
 *         return new XyzProvider().init(PollerOptions.DEFAULTS);
 *     }
 * }
 * </pre>
 *
 * <p>What a provider lacks by its {@link Poller#capabilities} is skipped with the reason. Each test has a poller of its
 * own and must leave no descriptor behind, so nothing else may open any in this process meanwhile.
 */
public abstract class PollerContract {
    /** For subclasses. */
    protected PollerContract() {}

    /** Makes a poller; the suite closes it. */
    protected abstract Poller newPoller() throws IOException;

    /**
     * False if a poll allocates because something below the provider does, which skips P6.
     */
    protected boolean pollsWithoutAllocation() {
        return true;
    }

    @Nested
    final class Polling extends PollingTests {
        @Override
        PollerContract contract() {
            return PollerContract.this;
        }
    }

    @Nested
    final class Handler extends HandlerTests {
        @Override
        PollerContract contract() {
            return PollerContract.this;
        }
    }

    @Nested
    final class Opening extends OpeningTests {
        @Override
        PollerContract contract() {
            return PollerContract.this;
        }
    }

    @Nested
    final class Triggers extends TriggerTests {
        @Override
        PollerContract contract() {
            return PollerContract.this;
        }
    }

    @Nested
    final class ClosingRegistrations extends ClosingRegistrationTests {
        @Override
        PollerContract contract() {
            return PollerContract.this;
        }
    }

    @Nested
    final class Ready extends ReadinessTests {
        @Override
        PollerContract contract() {
            return PollerContract.this;
        }
    }

    @Nested
    final class Break extends BreakTests {
        @Override
        PollerContract contract() {
            return PollerContract.this;
        }
    }

    @Nested
    final class Close extends CloseTests {
        @Override
        PollerContract contract() {
            return PollerContract.this;
        }
    }

    @Nested
    final class Model extends ModelTests {
        @Override
        PollerContract contract() {
            return PollerContract.this;
        }
    }

    @Nested
    final class UserEvents extends EventTests {
        @Override
        PollerContract contract() {
            return PollerContract.this;
        }
    }

    @Nested
    final class KernelEvents extends KernelEventTests {
        @Override
        PollerContract contract() {
            return PollerContract.this;
        }
    }

    // The portable half: what does not depend on what is watched, with the source that every provider has.

    @Nested
    final class PollingOfEvents extends PollingTests {
        @Override
        PollerContract contract() {
            return PollerContract.this;
        }

        @Override
        Endpoints endpoints(Poller tested) {
            return new EventEndpoints();
        }
    }

    @Nested
    final class HandlerOfEvents extends HandlerTests {
        @Override
        PollerContract contract() {
            return PollerContract.this;
        }

        @Override
        Endpoints endpoints(Poller tested) {
            return new EventEndpoints();
        }
    }

    @Nested
    final class TriggerOfEvents extends TriggerTests {
        @Override
        PollerContract contract() {
            return PollerContract.this;
        }

        @Override
        Endpoints endpoints(Poller tested) {
            return new EventEndpoints();
        }
    }

    @Nested
    final class BreakOfEvents extends BreakTests {
        @Override
        PollerContract contract() {
            return PollerContract.this;
        }

        @Override
        Endpoints endpoints(Poller tested) {
            return new EventEndpoints();
        }
    }

    @Nested
    final class CloseOfEvents extends CloseTests {
        @Override
        PollerContract contract() {
            return PollerContract.this;
        }

        @Override
        Endpoints endpoints(Poller tested) {
            return new EventEndpoints();
        }
    }
}
