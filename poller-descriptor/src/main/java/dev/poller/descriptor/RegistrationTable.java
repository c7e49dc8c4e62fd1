// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Finds the registration that an event is about, by a cookie of {@code generation << 32 | slot}. The polling thread
 * finds, without a lock; everything else is called under the lock of
 * {@link Registrations}.
 *
 * <p>The generation of a slot changes when its registration is closed or armed anew, so an event fetched before that
 * is recognised. Never a pointer, never the bare descriptor: its number is re-used at once.
 */
public final class RegistrationTable {
    /** No slot has this number. */
    public static final long BREAK = -1;

    private static final int FIRST_CAPACITY = 64;
    private static final int NONE = -1;

    /** Replaced when it grows. A reader of the old one finds a registration that knows itself whether it is closed. */
    private volatile AtomicReferenceArray<@Nullable DescriptorRegistration> slots =
            new AtomicReferenceArray<>(FIRST_CAPACITY);

    private int[] generations = new int[FIRST_CAPACITY];
    /** For a free slot, the next free one. */
    private int[] nextFree = new int[FIRST_CAPACITY];

    private int firstFree = NONE;
    private int used;
    private final AtomicInteger size = new AtomicInteger();

    /**
     * Who holds a descriptor's number now. Its user may have closed it, and the number come back, without our knowing.
     * The kernel gives the lowest free number (POSIX, open), so an array is the smallest map.
     */
    private @Nullable DescriptorRegistration[] byDescriptor = new @Nullable DescriptorRegistration[FIRST_CAPACITY];

    private final AtomicLong staleEvents = new AtomicLong();

    RegistrationTable() {}

    /** Puts a registration into a free slot and gives it its cookie. */
    void add(DescriptorRegistration registration) {
        int slot = firstFree;
        if (slot == NONE) {
            if (used == generations.length) {
                grow();
            }
            slot = used++;
        } else {
            firstFree = nextFree[slot];
        }
        registration.begin(cookie(slot));
        slots.set(slot, registration);
        size.incrementAndGet();
    }

    /** Makes it the holder of its descriptor's number. */
    void hold(DescriptorRegistration registration) {
        int fd = registration.fd();
        if (fd >= byDescriptor.length) {
            byDescriptor = Arrays.copyOf(byDescriptor, Math.max(fd + 1, 2 * byDescriptor.length));
        }
        byDescriptor[fd] = registration;
    }

    /** The registration that holds a descriptor's number; null if none does. */
    @Nullable
    DescriptorRegistration holder(int fd) {
        return fd >= 0 && fd < byDescriptor.length ? byDescriptor[fd] : null;
    }

    /** False if the number has gone to another registration, because its user closed the descriptor without a word. */
    boolean holds(DescriptorRegistration registration) {
        return registration.equals(holder(registration.fd()));
    }

    void remove(DescriptorRegistration registration) {
        int slot = slot(registration.cookie());
        generations[slot]++;
        slots.set(slot, null);
        nextFree[slot] = firstFree;
        firstFree = slot;
        size.decrementAndGet();
        if (holds(registration)) {
            byDescriptor[registration.fd()] = null;
        }
    }

    /** A new cookie for the same registration: what was fetched under the old one is dropped. */
    long renew(DescriptorRegistration registration) {
        int slot = slot(registration.cookie());
        generations[slot]++;
        return cookie(slot);
    }

    int size() {
        return size.get();
    }

    long staleEvents() {
        return staleEvents.get();
    }

    /** The registration an event is about; null if that is over. */
    @Nullable
    DescriptorRegistration find(long cookie) {
        DescriptorRegistration registration = slots.get(slot(cookie));
        if (registration != null && registration.isOpen()) {
            if (registration.cookie() == cookie) {
                return registration;
            }
            if (registration.hadCookie(cookie)) {
                // Armed anew since, so the kernel reports it anew: not stale, only told twice.
                return null;
            }
        }
        staleEvents.incrementAndGet();
        return null;
    }

    private long cookie(int slot) {
        return (long) generations[slot] << Integer.SIZE | slot;
    }

    /** The slot in a cookie. */
    public static int slot(long cookie) {
        return (int) cookie;
    }

    /** The generation in a cookie; a later one is larger, by a signed difference. */
    public static int generation(long cookie) {
        return (int) (cookie >>> Integer.SIZE);
    }

    private void grow() {
        AtomicReferenceArray<@Nullable DescriptorRegistration> old = slots;
        AtomicReferenceArray<@Nullable DescriptorRegistration> larger =
                new AtomicReferenceArray<>(Math.multiplyExact(2, old.length()));
        for (int slot = 0; slot < old.length(); slot++) {
            larger.set(slot, old.get(slot));
        }
        generations = Arrays.copyOf(generations, larger.length());
        nextFree = Arrays.copyOf(nextFree, larger.length());
        slots = larger;
    }
}
