// SPDX-License-Identifier: Apache-2.0
package dev.poller.epoll;

import dev.poller.AlreadyRegisteredException;
import dev.poller.BadDescriptorException;
import dev.poller.NotPollableException;
import dev.poller.RegistrationLimitException;
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
 * The kernel's set of watched descriptors: epoll_ctl(2) and its refusals. Called under the lock of {@link Registrations}.
 *
 * <p>Each method that names an errno set ignores those errors, on purpose.
 */
final class Epoll {
    /** The kernel has not looked at it since 2.6.8, but it must be positive: epoll_create(2). Go says 1024. */
    private static final int SIZE_HINT = 1024;

    /**
     * The descriptor's user has closed it, so the kernel has dropped it; the number is free, or stands for something
     * that is not watched, or for a file that cannot be.
     */
    private static final Set<Constant> GONE = ignoring(Constant.EBADF, Constant.ENOENT, Constant.EPERM);

    private final Libc libc;
    private final int epfd;
    private final int dataOffset;
    private final ByteBuffer event;
    private final long eventAddress;

    private Epoll(Libc libc, int epfd) {
        EpollEventLayout layout = libc.abi().epollEvent();
        this.libc = libc;
        this.epfd = epfd;
        this.dataOffset = layout.dataOffset();
        this.event = ByteBuffer.allocateDirect(layout.size()).order(ByteOrder.nativeOrder());
        this.eventAddress = libc.address(event);
    }

    static Epoll create(Libc libc, OwnDescriptors own, SystemCalls calls) throws IOException {
        int epfd = libc.epollCreate1(libc.abi().value(Constant.EPOLL_CLOEXEC));
        calls.note("epoll_create1", epfd);
        if (!calls.isMissing(epfd)) {
            return new Epoll(libc, own.adopt("epoll_create1", epfd));
        }
        epfd = own.adopt("epoll_create", libc.epollCreate(SIZE_HINT));
        own.closeOnExec(epfd);
        return new Epoll(libc, epfd);
    }

    int fd() {
        return epfd;
    }

    /**
     * Starts watching a descriptor.
     *
     * @throws IOException one of the typed refusals of {@link dev.poller.Poller#open}
     */
    void add(int fd, int events, long cookie) throws IOException {
        int result = control(Constant.EPOLL_CTL_ADD, fd, events, cookie);
        if (result < 0) {
            throw refusal(libc.failure("epoll_ctl(ADD)", fd, result));
        }
    }

    /**
     * Replaces events and cookie. The kernel looks anew: what is ready now is reported.
     *
     * @throws BadDescriptorException if the descriptor is watched no more
     */
    void modify(int fd, int events, long cookie) throws IOException {
        int result = control(Constant.EPOLL_CTL_MOD, fd, events, cookie);
        if (result < 0) {
            ErrnoException failure = libc.failure("epoll_ctl(MOD)", fd, result);
            throw is(result, GONE) ? new BadDescriptorException(message(failure), failure) : failure;
        }
    }

    void delete(int fd) throws IOException {
        check("epoll_ctl(DEL)", fd, control(Constant.EPOLL_CTL_DEL, fd, 0, 0), GONE);
    }

    private int control(Constant operation, int fd, int events, long cookie) {
        event.putInt(0, events).putLong(dataOffset, cookie);
        try {
            return libc.epollCtl(epfd, libc.abi().value(operation), fd, eventAddress);
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
        if (result < 0 && !is(result, ignored)) {
            throw libc.failure(call, fd, result);
        }
    }

    private boolean is(int result, Set<Constant> errors) {
        return errors.stream().anyMatch(error -> result == -libc.abi().value(error));
    }

    private static Set<Constant> ignoring(Constant... errors) {
        return Set.of(errors);
    }
}
