// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import dev.poller.AlreadyRegisteredException;
import dev.poller.BadDescriptorException;
import dev.poller.Interest;
import dev.poller.KernelEvent;
import dev.poller.NotPollableException;
import dev.poller.ProcessEnd;
import dev.poller.RegistrationLimitException;
import dev.poller.Trigger;
import dev.poller.descriptor.DescriptorRegistration;
import dev.poller.descriptor.EventDescriptor;
import dev.poller.descriptor.Groundwork;
import dev.poller.descriptor.KernelSet;
import dev.poller.descriptor.OwnDescriptors;
import dev.poller.descriptor.RegistrationTable;
import dev.poller.descriptor.SystemCalls;
import dev.poller.libc.Constant;
import dev.poller.libc.EpollEventLayout;
import dev.poller.libc.ErrnoException;
import dev.poller.libc.Libc;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/**
 * The kernel's set of watched descriptors: epoll_ctl(2) and its refusals. Called under the lock of the registrations.
 *
 * <p>Each method that names an errno set ignores those errors, on purpose.
 */
final class Epoll implements KernelSet {
    /** The kernel has not looked at it since 2.6.8, but it must be positive: epoll_create(2). Go says 1024. */
    private static final int SIZE_HINT = 1024;

    /**
     * The descriptor's user has closed it, so the kernel has dropped it; the number is free, or stands for something
     * that is not watched, or for a file that cannot be.
     */
    private static final Set<Constant> GONE = ignoring(Constant.EBADF, Constant.ENOENT, Constant.EPERM);

    private final Libc libc;
    private final OwnDescriptors own;
    private final EpollBits bits;
    private final int epfd;
    private final int dataOffset;
    private final ByteBuffer event;
    private final long eventAddress;

    private Epoll(Groundwork ground, EpollBits bits, int epfd) {
        Libc libc = ground.libc();
        EpollEventLayout layout = libc.abi().epollEvent();
        this.libc = libc;
        this.own = ground.own();
        this.bits = bits;
        this.epfd = epfd;
        this.dataOffset = layout.dataOffset();
        this.event = ByteBuffer.allocateDirect(layout.size()).order(ByteOrder.nativeOrder());
        this.eventAddress = libc.address(event);
    }

    static Epoll create(Groundwork ground, EpollBits bits) throws IOException {
        Libc libc = ground.libc();
        OwnDescriptors own = ground.own();
        SystemCalls calls = ground.calls();
        int epfd = libc.epollCreate1(libc.abi().value(Constant.EPOLL_CLOEXEC));
        calls.note("epoll_create1", epfd);
        if (!calls.isAbsent(epfd)) {
            return new Epoll(ground, bits, own.adopt("epoll_create1", epfd));
        }
        epfd = own.adopt("epoll_create", libc.epollCreate(SIZE_HINT));
        own.closeOnExec(epfd);
        return new Epoll(ground, bits, epfd);
    }

    int fd() {
        return epfd;
    }

    EpollBits bits() {
        return bits;
    }

    @Override
    public int events(Set<Interest> interest, Trigger trigger) {
        return bits.events(interest, trigger);
    }

    @Override
    public void add(DescriptorRegistration registration) throws IOException {
        add(registration.fd(), registration.events(), registration.cookie());
    }

    /** The kernel reports it under {@link RegistrationTable#BREAK}, readable, for as long as it is. */
    void addBreak(int fd) throws IOException {
        add(fd, bits.breakEvents(), RegistrationTable.BREAK);
    }

    private void add(int fd, int events, long cookie) throws IOException {
        int result = control(Constant.EPOLL_CTL_ADD, fd, events, cookie);
        if (result < 0) {
            throw refusal(libc.failure("epoll_ctl(ADD)", fd, result));
        }
    }

    @Override
    public void modify(DescriptorRegistration registration, int oldEvents, long oldCookie) throws IOException {
        int fd = registration.fd();
        int result = control(Constant.EPOLL_CTL_MOD, fd, registration.events(), registration.cookie());
        if (result < 0) {
            ErrnoException failure = libc.failure("epoll_ctl(MOD)", fd, result);
            throw libc.errno().isAny(result, GONE) ? new BadDescriptorException(message(failure), failure) : failure;
        }
    }

    @Override
    public void delete(DescriptorRegistration registration) throws IOException {
        int fd = registration.fd();
        check("epoll_ctl(DEL)", fd, control(Constant.EPOLL_CTL_DEL, fd, 0, 0), GONE);
    }

    @Override
    public EventDescriptor open(KernelEvent event) throws IOException {
        return ProcessDescriptor.open(libc, own, (ProcessEnd) event);
    }

    /** EEXIST does, and a number that has come back it takes. */
    @Override
    public boolean refusesSecond(DescriptorRegistration first) {
        return false;
    }

    /** Linux itself does not interrupt it; what stands between a program and Linux might. */
    private int control(Constant operation, int fd, int events, long cookie) {
        event.putInt(0, events).putLong(dataOffset, cookie);
        try {
            int result;
            do {
                result = libc.epollCtl(epfd, libc.abi().value(operation), fd, eventAddress);
            } while (libc.errno().isInterrupted(result));
            return result;
        } finally {
            Reference.reachabilityFence(event);
        }
    }

    /** epoll_ctl(2), ERRORS. */
    private static IOException refusal(ErrnoException failure) {
        String message = message(failure);
        return switch (failure.errnoName()) {
            case "EEXIST" -> new AlreadyRegisteredException(message, failure);
            case "EPERM" -> new NotPollableException(message, failure);
            case "EBADF" -> new BadDescriptorException(message, failure);
            case "ENOSPC" ->
                new RegistrationLimitException(message + ", see /proc/sys/fs/epoll/max_user_watches", failure);
            default -> failure;
        };
    }

    private static String message(ErrnoException failure) {
        return String.valueOf(failure.getMessage());
    }

    private void check(String call, int fd, int result, Set<Constant> ignored) throws IOException {
        if (result < 0 && !libc.errno().isAny(result, ignored)) {
            throw libc.failure(call, fd, result);
        }
    }

    private static Set<Constant> ignoring(Constant... errors) {
        return Set.of(errors);
    }
}
