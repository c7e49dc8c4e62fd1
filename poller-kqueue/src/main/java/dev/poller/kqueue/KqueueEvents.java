// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.descriptor.Batch;
import dev.poller.descriptor.RegistrationTable;
import dev.poller.libc.Libc;
import dev.poller.spi.PollerOptions;
import java.util.Arrays;

/**
 * A batch of {@code struct kevent}, joined by registration, and a cursor into it. Confined to the polling thread.
 *
 * <p>The kernel tells one event a filter; a poll may hand a registration over once.
 */
final class KqueueEvents implements Batch {
    private static final int FIRST_SLOTS = 64;

    private final Libc libc;
    private final KqueueBits bits;
    private final int largest;
    private KeventArray events;
    private int capacity;
    private int fetched;

    private long[] cookies;
    private int[] reports;
    private int count;
    private int next;

    /** For a registration's slot, the place of its event in this batch; an older batch's is seen to be wrong. */
    private int[] places = new int[FIRST_SLOTS];

    KqueueEvents(Libc libc, KqueueBits bits, PollerOptions options) {
        this.libc = libc;
        this.bits = bits;
        // One more than asked for, so that a pending break never takes the place of a registration.
        this.largest = Math.addExact(options.maxBatch(), 1);
        this.capacity = options.batch() + 1;
        this.events = new KeventArray(libc, capacity);
        this.cookies = new long[capacity];
        this.reports = new int[capacity];
    }

    /** Where the kernel puts the next batch; the last one must have been taken. Grows if that one was full. */
    long address() {
        if (fetched == capacity && capacity < largest) {
            capacity = (int) Math.min(largest, 2L * capacity);
            events = new KeventArray(libc, capacity);
            cookies = new long[capacity];
            reports = new int[capacity];
        }
        count = 0;
        next = 0;
        return events.address(0);
    }

    int capacity() {
        return capacity;
    }

    @Override
    public void filled(int howMany) {
        fetched = howMany;
        for (int i = 0; i < howMany; i++) {
            add(events.udata(i), bits.report(events.filter(i), events.flags(i), events.fflags(i)));
        }
    }

    private void add(long cookie, int report) {
        if (cookie != RegistrationTable.BREAK) {
            int slot = RegistrationTable.slot(cookie);
            if (slot >= places.length) {
                places = Arrays.copyOf(places, Math.max(slot + 1, 2 * places.length));
            }
            int place = places[slot];
            if (place < count && cookies[place] == cookie) {
                reports[place] |= report;
                return;
            }
            // An older event of the slot, fetched while it was armed anew, must not hide the place of the newer.
            if (place >= count || RegistrationTable.slot(cookies[place]) != slot || isLater(cookie, cookies[place])) {
                places[slot] = count;
            }
        }
        cookies[count] = cookie;
        reports[count] = report;
        count++;
    }

    private static boolean isLater(long one, long other) {
        return RegistrationTable.generation(one) - RegistrationTable.generation(other) > 0;
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
        return reports[next - 1];
    }

    @Override
    public long cookie() {
        return cookies[next - 1];
    }
}
