// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.datagram;

import dev.poller.blocking.Scheduler;
import dev.poller.blocking.ThreadKind;
import dev.poller.tck.fixture.Setup;

/**
 * What the suite tests. Immutable.
 *
 * @param provider the name of the provider below the blocking layer
 * @param threads the kind of thread that makes the calls
 * @param scheduler who runs them, if they are virtual
 * @param kind how sockets are made
 */
public record DatagramSubject(String provider, ThreadKind threads, Scheduler scheduler, DatagramKind kind) {
    /** UDP. */
    public DatagramSubject(String provider, ThreadKind threads, Scheduler scheduler) {
        this(provider, threads, scheduler, UdpKind.UDP);
    }

    /** UDP, and threads that the JDK runs. */
    public DatagramSubject(String provider, ThreadKind threads) {
        this(provider, threads, Scheduler.JDK);
    }

    /** The same over Unix sockets of messages. */
    public DatagramSubject overUnix() {
        return new DatagramSubject(provider, threads, scheduler, UnixDatagramKind.UNIX);
    }

    /** The same over connections of messages. */
    public DatagramSubject overSeqpacket() {
        return new DatagramSubject(provider, threads, scheduler, SeqpacketKind.SEQPACKET);
    }

    /** The runtime and the threads that go with it. */
    Setup setup() {
        return new Setup(provider, threads, scheduler);
    }
}
