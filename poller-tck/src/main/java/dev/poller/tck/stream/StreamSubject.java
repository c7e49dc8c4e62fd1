// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.NetpollOptions;
import dev.poller.blocking.Scheduler;
import dev.poller.blocking.ThreadKind;
import java.util.concurrent.ThreadFactory;

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

    /** The runtime's options that go with it. */
    NetpollOptions options() {
        return Netpoll.options().provider(provider).scheduler(scheduler);
    }

    /** Where the threads come from that make the calls. */
    ThreadFactory threads(Netpoll netpoll, String prefix) {
        return scheduler == Scheduler.CARRIER_LOOP && threads == ThreadKind.VIRTUAL
                ? netpoll.threadFactory(prefix)
                : threads.factory(prefix);
    }
}
