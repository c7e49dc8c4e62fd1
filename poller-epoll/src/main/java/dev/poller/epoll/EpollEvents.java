// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import dev.poller.descriptor.Batch;
import dev.poller.libc.EpollEventLayout;
import dev.poller.libc.Libc;
import dev.poller.spi.PollerOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A batch of {@code struct epoll_event}, and a cursor into it. Confined to the polling thread.
 *
 * <p>The kernel tells one event a descriptor, so no cookie comes twice.
 */
final class EpollEvents implements Batch {
    private final Libc libc;
    private final EpollEventLayout layout;
    private final int largest;
    private ByteBuffer events;
    private long address;
    private int capacity;
    private int count;
    private int next;

    EpollEvents(Libc libc, PollerOptions options) {
        this.libc = libc;
        this.layout = libc.abi().epollEvent();
        // One more than asked for, so that a pending break never takes the place of a registration.
        this.largest = Math.addExact(options.maxBatch(), 1);
        this.capacity = options.batch() + 1;
        this.events = allocate();
        this.address = libc.address(events);
    }

    /** Where the kernel puts the next batch; the last one must have been taken. Grows if that one was full. */
    long address() {
        if (count == capacity && capacity < largest) {
            capacity = (int) Math.min(largest, 2L * capacity);
            events = allocate();
            address = libc.address(events);
        }
        count = 0;
        next = 0;
        return address;
    }

    int capacity() {
        return capacity;
    }

    @Override
    public void filled(int howMany) {
        count = howMany;
    }

    @Override
    public boolean advance() {
        if (next == count) {
            return false;
        }
        next++;
        return true;
    }

    @Override
    public int bits() {
        return events.getInt((next - 1) * layout.size());
    }

    @Override
    public long cookie() {
        return events.getLong((next - 1) * layout.size() + layout.dataOffset());
    }

    private ByteBuffer allocate() {
        return ByteBuffer.allocateDirect(Math.multiplyExact(capacity, layout.size()))
                .order(ByteOrder.nativeOrder());
    }
}
