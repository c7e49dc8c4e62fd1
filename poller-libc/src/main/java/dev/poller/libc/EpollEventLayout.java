// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

/**
 * Where the members of {@code struct epoll_event} are: {@code uint32_t events} at 0, {@code uint64_t data} after it.
 * The data is one 64-bit value in native byte order.
 *
 * @param size bytes from one event of an array to the next
 * @param dataOffset bytes from an event's start to its data
 */
public record EpollEventLayout(int size, int dataOffset) {
    // glibc's bits/epoll.h packs it on x86-64 (__EPOLL_PACKED); on i386 a uint64_t is aligned to 4 anyway.
    static final EpollEventLayout PACKED = new EpollEventLayout(12, 4);
    // Everywhere else sys/epoll.h leaves the natural alignment; also Go's runtime/defs_linux_arm64.go and others.
    static final EpollEventLayout ALIGNED = new EpollEventLayout(16, 8);
}
