// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

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
final class RegistrationTable {
    /** No slot has this number. */
    static final long BREAK = -1;

    private static final int FIRST_CAPACITY = 64;
    private static final int NONE = -1;

    /** Replaced when it grows. A reader of the old one finds a registration that knows itself whether it is closed. */
    private volatile AtomicReferenceArray<@Nullable EpollRegistration> slots =
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
    private @Nullable EpollRegistration[] byDescriptor = new @Nullable EpollRegistration[FIRST_CAPACITY];

    private final AtomicLong staleEvents = new AtomicLong();

    /** Puts a registration into a free slot and gives it its cookie. */
    void add(EpollRegistration registration) {
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
    void hold(EpollRegistration registration) {
        int fd = registration.fd();
        if (fd >= byDescriptor.length) {
            byDescriptor = Arrays.copyOf(byDescriptor, Math.max(fd + 1, 2 * byDescriptor.length));
        }
        byDescriptor[fd] = registration;
    }

    /** False if the number has gone to another registration, because its user closed the descriptor without a word. */
    boolean holds(EpollRegistration registration) {
        int fd = registration.fd();
        return fd >= 0 && fd < byDescriptor.length && byDescriptor[fd] == registration;
    }

    void remove(EpollRegistration registration) {
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
    long renew(EpollRegistration registration) {
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
    EpollRegistration find(long cookie) {
        EpollRegistration registration = slots.get(slot(cookie));
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

    private static int slot(long cookie) {
        return (int) cookie;
    }

    static int generation(long cookie) {
        return (int) (cookie >>> Integer.SIZE);
    }

    private void grow() {
        AtomicReferenceArray<@Nullable EpollRegistration> old = slots;
        AtomicReferenceArray<@Nullable EpollRegistration> larger =
                new AtomicReferenceArray<>(Math.multiplyExact(2, old.length()));
        for (int slot = 0; slot < old.length(); slot++) {
            larger.set(slot, old.get(slot));
        }
        generations = Arrays.copyOf(generations, larger.length());
        nextFree = Arrays.copyOf(nextFree, larger.length());
        slots = larger;
    }
}
