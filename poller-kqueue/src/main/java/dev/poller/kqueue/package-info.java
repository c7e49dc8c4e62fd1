// SPDX-License-Identifier: Apache-2.0
/**
 * The poller over kqueue, shaped like Go's runtime/netpoll_kqueue.go: the filters READ and WRITE with {@code EV_CLEAR}
 * for the life of an edge-triggered registration, {@code EVFILT_USER} or a pipe to break a wait, and a cookie of slot
 * and generation in {@code udata}.
 *
 * <p>How the kernel's events become readiness, for what the registration is interested in:
 *
 * <pre>
 * READABLE      interest READ,  and an event of EVFILT_READ
 * WRITABLE      interest WRITE, and an event of EVFILT_WRITE, or one of EVFILT_READ with EV_EOF
 * PRIORITY      an event of EVFILT_EXCEPT
 * READ_CLOSED   EVFILT_READ with EV_EOF
 * WRITE_CLOSED  EVFILT_WRITE with EV_EOF
 * ERROR         EV_EOF with an error in fflags, or EV_ERROR
 * </pre>
 *
 * <p>EV_EOF comes while data are unread: only a read that returns nothing is the end. It wakes the writer too because,
 * as Go found, on some systems the write end of a pipe without reader tells EVFILT_READ only.
 *
 * <p>A filter is an event of its own, where epoll has one a descriptor: {@link dev.poller.kqueue.KqueueEvents} joins
 * them, and a one-shot registration that has been reported drops what its other filter tells later.
 *
 * <p>Not guaranteed: a descriptor that is closed before its registration leaves the kernel by itself. But {@code arm}
 * on such a registration, once the number has come back, watches the number's new owner: nothing here tells them apart.
 */
@NullMarked
package dev.poller.kqueue;

import org.jspecify.annotations.NullMarked;
