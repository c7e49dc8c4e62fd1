// SPDX-License-Identifier: Apache-2.0
package dev.poller;

/**
 * The end of a process, a child or any other: readable from then on. The exit status is its parent's to know. Needs
 * {@link Capability#PROCESSES}. Any thread.
 */
public final class ProcessEnd extends KernelEvent {
    private final int pid;
    private volatile boolean ended;

    /**
     * Of a process that need not be there yet; {@link Poller#open} refuses one that is not, with ESRCH.
     *
     * @param pid its number, positive
     */
    public ProcessEnd(long pid) {
        if (pid < 1 || pid > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("not the number of a process: " + pid);
        }
        this.pid = (int) pid;
    }

    /** The number of the process. */
    public int pid() {
        return pid;
    }

    /** True once a poll has found that it has ended. */
    public boolean hasEnded() {
        return ended;
    }

    /** For providers: it has ended. */
    public void tell() {
        ended = true;
    }

    @Override
    public Capability capability() {
        return Capability.PROCESSES;
    }

    @Override
    String whoCan() {
        return "epoll on Linux from 5.3 on, with glibc 2.36; kqueue";
    }

    /** For example {@code process 17}. */
    @Override
    public String toString() {
        return "process " + pid;
    }
}
