// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.libc;

import dev.poller.Capability;
import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.Registration;
import dev.poller.Source;
import dev.poller.Trigger;
import dev.poller.blocking.internal.end.Endpoint;
import java.io.IOException;
import java.util.Set;

/** A descriptor of the C library in non-blocking mode. */
abstract class LibcEndpoint extends LibcOptioned implements Endpoint {
    private static final Set<Interest> ALL = Set.of(Interest.READ, Interest.WRITE, Interest.PRIORITY);

    LibcEndpoint(SocketCalls calls, int fd) {
        super(calls, fd);
    }

    @Override
    public final int fd() {
        return fd;
    }

    /** What it can be ready for. */
    Set<Interest> interest() {
        return Interest.READ_WRITE;
    }

    /** PRIORITY, because a read stops short of an urgent mark (tcp_recvmsg_locked in net/ipv4/tcp.c). */
    private static Set<Interest> withPriority(Set<Interest> interest) {
        if (interest.equals(Interest.READ_WRITE)) {
            return ALL;
        }
        return interest.contains(Interest.READ) ? Set.of(Interest.READ, Interest.PRIORITY) : interest;
    }

    @Override
    public Registration register(Poller poller, Trigger trigger, Object attachment) throws IOException {
        if (trigger == Trigger.ONESHOT) {
            return poller.open(Source.of(fd), Interest.NONE, trigger, attachment);
        }
        boolean priority = poller.capabilities().contains(Capability.PRIORITY);
        return poller.open(Source.of(fd), priority ? withPriority(interest()) : interest(), trigger, attachment);
    }

    @Override
    public final boolean lingers() {
        return lingers;
    }

    @Override
    public void close() throws IOException {
        calls.close(fd);
    }
}
