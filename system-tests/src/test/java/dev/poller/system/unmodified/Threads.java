// SPDX-License-Identifier: Apache-2.0
package dev.poller.system.unmodified;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The threads of a program that is for Java 17 too. Any thread may call. */
final class Threads {
    private Threads() {}

    /** Virtual ones from Java 21 on. */
    static ExecutorService executor() throws ReflectiveOperationException {
        return Runtime.version().feature() < 21
                ? Executors.newCachedThreadPool()
                : (ExecutorService) Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor")
                        .invoke(null);
    }
}
