// SPDX-License-Identifier: Apache-2.0
package dev.poller.descriptor;

import dev.poller.AlreadyRegisteredException;
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
 * number still stands for the same registration when the kernel is told of it. The kernel has such a lock of its own.
 */
final class Registrations {
    private final Lifetime lifetime;
    private final KernelSet kernel;
    private final ReentrantLock lock = new ReentrantLock();
    private final RegistrationTable table = new RegistrationTable();

    Registrations(Lifetime lifetime, KernelSet kernel) {
        this.lifetime = lifetime;
        this.kernel = kernel;
    }

    /** The registration an event is about; null if that is over. Called by the polling thread, takes no lock. */
    @Nullable
    DescriptorRegistration find(long cookie) {
        return table.find(cookie);
    }

    /** Called within the poller's lifetime. */
    DescriptorRegistration open(int fd, Set<Interest> interest, Trigger trigger, @Nullable Object attachment)
            throws IOException {
        return add(new DescriptorRegistration(this, fd, kernel.events(interest, trigger), trigger, attachment));
    }

    /** What to ask the kernel for. */
    int events(Set<Interest> interest, Trigger trigger) {
        return kernel.events(interest, trigger);
    }

    /** Called within the poller's lifetime. */
    <R extends DescriptorRegistration> R add(R registration) throws IOException {
        lock.lock();
        try {
            refuseSecond(registration.fd());
            // In the table before the kernel knows of it: its first event may come before the call returns.
            table.add(registration);
            boolean added = false;
            try {
                kernel.add(registration);
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

    private void refuseSecond(int fd) throws IOException {
        DescriptorRegistration first = table.holder(fd);
        if (first != null && kernel.refusesSecond(first)) {
            throw new AlreadyRegisteredException("fd " + fd + " is watched by this poller already", null);
        }
    }

    /** For LEVEL and ONESHOT. */
    void arm(DescriptorRegistration registration, Set<Interest> interest) throws IOException {
        int events = kernel.events(interest, registration.trigger());
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

    private void modify(DescriptorRegistration registration, int events) throws IOException {
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
            kernel.modify(registration, oldEvents, oldCookie);
            modified = true;
        } finally {
            if (!modified) {
                registration.expect(oldEvents, oldCookie);
            }
        }
    }

    void close(DescriptorRegistration registration) throws IOException {
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
                    kernel.delete(registration);
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
