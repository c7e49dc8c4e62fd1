// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import dev.poller.blocking.ThreadKind;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;

/** What goes on beside a test, each on a thread of its own, a virtual one where there are some. Any thread may call. */
final class Tasks {
    private final ThreadFactory threads;

    /**
     * For one test.
     *
     * @param prefix of the names of its threads
     */
    Tasks(String prefix) {
        this.threads = ThreadKind.best().factory(prefix);
    }

    <T> FutureTask<T> start(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(call);
        threads.newThread(task).start();
        return task;
    }
}
