// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import dev.poller.BadDescriptorException;
import dev.poller.ClosedRegistrationException;
import dev.poller.Interest;
import dev.poller.Trigger;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a poller watches. Any thread may call.
 *
 * <p>Changes are made one at a time, under a lock that the poll never takes: only so is it certain that a descriptor's
 * number still stands for the same registration when epoll_ctl is told of it. The kernel has such a lock of its own.
 */
final class Registrations {
    private final Lifetime lifetime;
    private final Epoll epoll;
    private final EpollBits bits;
    private final ReentrantLock lock = new ReentrantLock();
    private final RegistrationTable table = new RegistrationTable();

    Registrations(Lifetime lifetime, Epoll epoll, EpollBits bits) {
        this.lifetime = lifetime;
        this.epoll = epoll;
        this.bits = bits;
    }

    /** The registration an event is about; null if that is over. Called by the polling thread, takes no lock. */
    @Nullable
    EpollRegistration find(long cookie) {
        return table.find(cookie);
    }

    /** Called within the poller's lifetime. */
    EpollRegistration open(int fd, Set<Interest> interest, Trigger trigger, @Nullable Object attachment)
            throws IOException {
        EpollRegistration registration =
                new EpollRegistration(this, fd, bits.events(interest, trigger), trigger, attachment);
        lock.lock();
        try {
            // In the table before the kernel knows of it: its first event may come before the call returns.
            table.add(registration);
            boolean added = false;
            try {
                epoll.add(fd, registration.events(), registration.cookie());
                table.hold(registration);
                added = true;
            } finally {
                if (!added) {
                    registration.markClosed();
                    table.remove(registration);
                }
            }
        } finally {
            lock.unlock();
        }
        return registration;
    }

    /** For LEVEL and ONESHOT. */
    void arm(EpollRegistration registration, Set<Interest> interest) throws IOException {
        int events = bits.events(interest, registration.trigger());
        lock.lock();
        try {
            if (registration.isMarkedClosed() || !lifetime.tryEnter()) {
                throw new ClosedRegistrationException();
            }
            try {
                modify(registration, events);
            } finally {
                lifetime.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private void modify(EpollRegistration registration, int events) throws IOException {
        if (!table.holds(registration)) {
            throw new BadDescriptorException(
                    "fd " + registration.fd() + " was closed, and its number now is another registration's", null);
        }
        int oldEvents = registration.events();
        long oldCookie = registration.cookie();
        // Told to the registration before the kernel: its next event may come before the call returns.
        registration.expect(events, table.renew(registration));
        boolean modified = false;
        try {
            epoll.modify(registration.fd(), events, registration.cookie());
            modified = true;
        } finally {
            if (!modified) {
                registration.expect(oldEvents, oldCookie);
            }
        }
    }

    void close(EpollRegistration registration) throws IOException {
        lock.lock();
        try {
            if (registration.isMarkedClosed()) {
                return;
            }
            registration.markClosed();
            boolean holds = table.holds(registration);
            table.remove(registration);
            if (holds && lifetime.tryEnter()) {
                try {
                    epoll.delete(registration.fd());
                } finally {
                    lifetime.close();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isOpen() {
        return lifetime.isOpen();
    }

    int size() {
        return isOpen() ? table.size() : 0;
    }

    long staleEvents() {
        return table.staleEvents();
    }
}
