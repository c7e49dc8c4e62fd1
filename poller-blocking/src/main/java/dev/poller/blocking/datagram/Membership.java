// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.datagram;

import dev.poller.blocking.internal.io.Handle;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.atomic.AtomicBoolean;

/** A socket receives what is sent to a group, until this is closed or the socket is. Any thread. */
public final class Membership implements AutoCloseable {
    private final InetAddress group;
    private final NetworkInterface by;
    private final Handle<?> handle;
    private final Closeable leave;
    private final AtomicBoolean left = new AtomicBoolean();

    Membership(InetAddress group, NetworkInterface by, Handle<?> handle, Closeable leave) {
        this.group = group;
        this.by = by;
        this.handle = handle;
        this.leave = leave;
    }

    /** The group's address. */
    public InetAddress group() {
        return group;
    }

    /** The interface by which its messages come. */
    public NetworkInterface networkInterface() {
        return by;
    }

    /**
     * Leaves the group. A second close does nothing, nor does one after the socket's.
     *
     * @throws IOException if the operating system refuses
     */
    @Override
    public void close() throws IOException {
        if (!left.compareAndSet(false, true)) {
            return;
        }
        try {
            handle.enter();
        } catch (ClosedChannelException closed) {
            return; // which has left all groups
        }
        try {
            leave.close();
        } finally {
            handle.leave();
        }
    }

    /** For example {@code Membership[239.1.2.3 by eth0]}. */
    @Override
    public String toString() {
        return "Membership[" + group.getHostAddress() + " by " + by.getName() + "]";
    }
}
