// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.watch;

import dev.poller.ProcessEnd;
import dev.poller.blocking.Netpoll;
import dev.poller.blocking.Until;
import dev.poller.blocking.internal.end.MemoryEvent;
import java.io.IOException;

/**
 * Waits for the end of a process, a child or any other, without a thread for it. Only the parent gets the exit status:
 * that of a child is {@link Process#exitValue()}. Any thread; any number may wait.
 *
 * {@snippet file="dev/poller/examples/WaitForProcess.java" region="process"}
 */
public final class ProcessWatch extends Watch<MemoryEvent> {
    private final ProcessEnd end;

    private ProcessWatch(Netpoll netpoll, ProcessEnd end) throws IOException {
        super(netpoll, new MemoryEvent(end));
        this.end = end;
    }

    /**
     * Watches a process.
     *
     * @param pid its number
     * @throws UnsupportedOperationException if the provider, or the system, cannot; the message says which can
     * @throws IOException if there is no such process (ESRCH), the runtime is closed, or the operating system refuses
     */
    public static ProcessWatch of(Netpoll netpoll, long pid) throws IOException {
        return new ProcessWatch(netpoll, new ProcessEnd(pid));
    }

    /** The number of the process. */
    public long pid() {
        return end.pid();
    }

    /**
     * Waits until the process has ended.
     *
     * @throws IOException as {@link dev.poller.blocking.ByteStream} says for waiting calls
     */
    public void awaitExit() throws IOException {
        awaitExit(Until.FOREVER);
    }

    /**
     * Waits until the process has ended.
     *
     * @param until what else ends this call
     * @throws IOException as {@link #awaitExit()} and {@link Until}
     */
    public void awaitExit(Until until) throws IOException {
        awaitReady(until);
    }

    @Override
    public String toString() {
        return "ProcessWatch[" + pid() + (isOpen() ? "]" : ", closed]");
    }
}
