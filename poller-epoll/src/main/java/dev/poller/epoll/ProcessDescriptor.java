// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import dev.poller.ProcessEnd;
import dev.poller.descriptor.EventDescriptor;
import dev.poller.descriptor.OwnDescriptors;
import dev.poller.descriptor.SystemCalls;
import dev.poller.libc.Libc;
import java.io.IOException;

/** pidfd_open(2): readable from the end of the process on, for good. */
final class ProcessDescriptor implements EventDescriptor {
    private static final String CALL = "pidfd_open";

    private final OwnDescriptors own;
    private final ProcessEnd event;
    private final int fd;

    private ProcessDescriptor(OwnDescriptors own, ProcessEnd event, int fd) {
        this.own = own;
        this.event = event;
        this.fd = fd;
    }

    static ProcessDescriptor open(Libc libc, OwnDescriptors own, ProcessEnd event) throws IOException {
        int fd = libc.pidfdOpen(event.pid(), 0);
        if (fd < 0) {
            throw libc.failure(CALL, Integer.toString(event.pid()), fd);
        }
        return new ProcessDescriptor(own, event, own.adopt(CALL, fd));
    }

    /** No process has this number, so a system that has the call refuses it. */
    static boolean isPossible(Libc libc, SystemCalls calls) {
        boolean possible = !calls.isAbsent(libc.pidfdOpen(-1, 0));
        calls.note(CALL, possible);
        return possible;
    }

    @Override
    public int fd() {
        return fd;
    }

    @Override
    public boolean tell() {
        event.tell();
        return true;
    }

    @Override
    public void close() throws IOException {
        own.closeOne(fd);
    }
}
