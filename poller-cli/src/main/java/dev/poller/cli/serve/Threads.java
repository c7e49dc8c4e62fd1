// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.serve;

import dev.poller.blocking.ByteStream;
import dev.poller.blocking.Netpoll;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/** Makes the threads of a command. Any thread may call. */
public interface Threads {
    /** A thread, not started. */
    Thread make(Runnable task);

    /** A thread for what serves this stream, not started. */
    Thread make(ByteStream stream, Runnable task);

    /** All from one factory. */
    static Threads from(ThreadFactory factory) {
        return new Threads() {
            @Override
            public Thread make(Runnable task) {
                return factory.newThread(task);
            }

            @Override
            public Thread make(ByteStream stream, Runnable task) {
                return factory.newThread(task);
            }
        };
    }

    /** On the loops of a runtime, each thread on the loop of its stream. */
    static Threads onLoops(Netpoll netpoll, String prefix) {
        ThreadFactory factory = netpoll.threadFactory(prefix);
        AtomicLong served = new AtomicLong();
        return new Threads() {
            @Override
            public Thread make(Runnable task) {
                return factory.newThread(task);
            }

            @Override
            public Thread make(ByteStream stream, Runnable task) {
                Thread thread = netpoll.newThread(stream, task);
                thread.setName(prefix + "stream-" + served.getAndIncrement());
                return thread;
            }
        };
    }
}
