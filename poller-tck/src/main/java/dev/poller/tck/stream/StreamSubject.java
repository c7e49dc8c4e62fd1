// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import dev.poller.blocking.Scheduler;
import dev.poller.blocking.ThreadKind;
import dev.poller.tck.fixture.Setup;

/**
 * What the suite tests. Immutable.
 *
 * @param provider the name of the provider below the blocking layer
 * @param threads the kind of thread that makes the calls
 * @param scheduler who runs them, if they are virtual
 * @param kind how connections are made
 */
public record StreamSubject(String provider, ThreadKind threads, Scheduler scheduler, StreamKind kind) {
    /** TCP. */
    public StreamSubject(String provider, ThreadKind threads, Scheduler scheduler) {
        this(provider, threads, scheduler, TcpKind.TCP);
    }

    /** TCP, and threads that the JDK runs. */
    public StreamSubject(String provider, ThreadKind threads) {
        this(provider, threads, Scheduler.JDK);
    }

    /** The same over Unix sockets that are files. */
    public StreamSubject overUnix() {
        return new StreamSubject(provider, threads, scheduler, UnixKind.UNIX);
    }

    /** The same over adopted descriptors, on Linux. */
    public StreamSubject overAdopted() {
        return new StreamSubject(provider, threads, scheduler, AdoptedKind.ADOPTED);
    }

    /** The runtime and the threads that go with it. */
    Setup setup() {
        return new Setup(provider, threads, scheduler);
    }
}
