// SPDX-License-Identifier: Apache-2.0
/**
 * The poller over Linux epoll, shaped like Go's runtime/netpoll_epoll.go: one {@code EPOLL_CTL_ADD} for the life of an
 * edge-triggered registration, an eventfd to break a wait, and a cookie of slot and generation in the event's data,
 * which tells the events of a registration from those of its predecessors.
 *
 * <p>How the kernel's bits become readiness, for what the registration is interested in:
 *
 * <pre>
 * READABLE      interest READ,  and IN, RDHUP, HUP or ERR
 * WRITABLE      interest WRITE, and OUT, HUP or ERR
 * PRIORITY      PRI
 * READ_CLOSED   RDHUP or HUP    (RDHUP is asked for with READ only)
 * WRITE_CLOSED  HUP, or ERR on what is not a socket, such as a pipe without reader
 * ERROR         ERR
 * </pre>
 *
 * <p>The kernel reports HUP and ERR unasked. A registration interested in one direction sees them as that direction;
 * one interested in PRIORITY alone sees READ_CLOSED, WRITE_CLOSED or ERROR; one interested in nothing sees nothing.
 *
 * <p>Not guaranteed: a descriptor that is closed <em>before</em> its registration while a duplicate is open stays in
 * the kernel's set, and cannot be removed any more (epoll(7), Questions 6). Its events are dropped, but LEVEL ones keep
 * waking the poll.
 */
@NullMarked
package dev.poller.epoll;

import org.jspecify.annotations.NullMarked;
