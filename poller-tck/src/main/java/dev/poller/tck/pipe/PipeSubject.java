// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.pipe;

import dev.poller.blocking.Scheduler;
import dev.poller.blocking.ThreadKind;
import dev.poller.tck.fixture.Setup;

/**
 * What the suite tests. Immutable.
 *
 * @param provider the name of the provider below the blocking layer
 * @param threads the kind of thread that makes the calls
 * @param scheduler who runs them, if they are virtual
 */
public record PipeSubject(String provider, ThreadKind threads, Scheduler scheduler) {
    /** Threads that the JDK runs. */
    public PipeSubject(String provider, ThreadKind threads) {
        this(provider, threads, Scheduler.JDK);
    }

    /** The runtime and the threads that go with it. */
    Setup setup() {
        return new Setup(provider, threads, scheduler);
    }
}
