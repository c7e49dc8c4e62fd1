// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.BadDescriptorException;
import dev.poller.Interest;
import dev.poller.KernelEvent;
import dev.poller.NotPollableException;
import dev.poller.RegistrationLimitException;
import dev.poller.Trigger;
import dev.poller.descriptor.DescriptorRegistration;
import dev.poller.descriptor.EventDescriptor;
import dev.poller.descriptor.Groundwork;
import dev.poller.descriptor.KernelSet;
import dev.poller.descriptor.OwnDescriptors;
import dev.poller.libc.Constant;
import dev.poller.libc.ErrnoException;
import dev.poller.libc.Libc;
import java.io.IOException;
import java.util.Set;

/**
 * The kernel's set of watched descriptors: kevent(2)'s changes and its refusals. Called under the lock of the
 * registrations.
 *
 * <p>Each method that names an errno set ignores those errors, on purpose.
 */
final class Kqueue implements KernelSet {
    /** The kernel drops a filter when its descriptor is closed, and a one-shot one when it has told. */
    private static final Set<Constant> GONE = ignoring(Constant.EBADF, Constant.ENOENT);

    /** Old macOS refuses EVFILT_WRITE of a pipe without reader so (mio #582); READ, or the write itself, tells. */
    private static final Set<Constant> NO_READER = ignoring(Constant.EPIPE);

    private final Libc libc;
    private final OwnDescriptors own;
    private final int kq;
    private final KqueueBits bits;
    private final Changes changes;
    private final FileKind files;
    private final FileNotes notes;

    private Kqueue(Groundwork ground, int kq, KqueueBits bits, Changes changes) {
        this.libc = ground.libc();
        this.own = ground.own();
        this.kq = kq;
        this.bits = bits;
        this.changes = changes;
        this.files = new FileKind(libc);
        this.notes = new FileNotes(libc);
    }

    /** kqueue(2) has no flags; a child of fork does not inherit it ("not inherited by a child created with fork"). */
    static Kqueue create(Groundwork ground) throws IOException {
        Libc libc = ground.libc();
        int kq = ground.own().adopt("kqueue", libc.kqueue());
        ground.own().closeOnExec(kq);
        return new Kqueue(ground, kq, new KqueueBits(libc.abi().kqueue()), new Changes(libc, kq));
    }

    int fd() {
        return kq;
    }

    KqueueBits bits() {
        return bits;
    }

    Changes changes() {
        return changes;
    }

    @Override
    public int events(Set<Interest> interest, Trigger trigger) {
        return bits.events(interest);
    }

    @Override
    public void add(DescriptorRegistration registration) throws IOException {
        files.requirePollable(registration.fd());
        modify(registration, 0, registration.cookie());
    }

    @Override
    public void modify(DescriptorRegistration registration, int oldEvents, long oldCookie) throws IOException {
        int events = registration.events();
        try {
            replace(registration, oldEvents, events, registration.cookie());
        } catch (ErrnoException failure) {
            IOException refusal = refusal(failure);
            try {
                // Some of the changes may have been applied: nothing stays half done.
                replace(registration, events, oldEvents, oldCookie);
            } catch (ErrnoException second) {
                refusal.addSuppressed(second);
            }
            throw refusal;
        }
    }

    @Override
    public void delete(DescriptorRegistration registration) throws IOException {
        replace(registration, registration.events(), 0, registration.cookie());
    }

    @Override
    public EventDescriptor open(KernelEvent event) throws IOException {
        return EventQueue.open(libc, own, notes, event);
    }

    /**
     * A second EV_ADD changes the first instead. EV_ENABLE without it finds out: of a filter that is on it changes
     * nothing.
     */
    @Override
    public boolean refusesSecond(DescriptorRegistration first) {
        int one = Integer.lowestOneBit(first.events());
        if (one == 0 || first.trigger() == Trigger.ONESHOT) {
            return true;
        }
        changes.begin();
        changes.enable(first.fd(), bits.filter(one), bits.note(one), first.cookie());
        changes.apply();
        return !libc.errno().isAny(changes.result(0), GONE);
    }

    private void replace(DescriptorRegistration registration, int from, int to, long cookie) throws ErrnoException {
        int fd = registration.fd();
        changes.begin();
        for (int i = 0; i < KqueueBits.filters(); i++) {
            int bit = KqueueBits.filterBit(i);
            if ((to & bit) != 0) {
                int flags = bits.flags(registration.trigger());
                changes.add(fd, bits.filter(bit), flags, bits.note(bit), cookie);
            } else if ((from & bit) != 0) {
                changes.delete(fd, bits.filter(bit));
            }
        }
        changes.apply();
        for (int i = 0; i < changes.count(); i++) {
            int result = changes.result(i);
            if (result < 0 && !libc.errno().isAny(result, changes.isDelete(i) ? GONE : NO_READER)) {
                throw libc.failure("kevent(" + changes.name(i) + ")", fd, result);
            }
        }
    }

    /** kevent(2), ERRORS; ENXIO and EINVAL are what drivers without a poll answer. */
    private static IOException refusal(ErrnoException failure) {
        String message = String.valueOf(failure.getMessage());
        return switch (failure.errnoName()) {
            case "EBADF", "ENOENT" -> new BadDescriptorException(message, failure);
            case "EINVAL", "ENXIO", "ENODEV", "ENOTSUP", "EOPNOTSUPP", "EPERM" ->
                new NotPollableException(message, failure);
            case "ENOMEM" -> new RegistrationLimitException(message, failure);
            default -> failure;
        };
    }

    private static Set<Constant> ignoring(Constant... errors) {
        return Set.of(errors);
    }
}
