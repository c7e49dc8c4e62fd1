// SPDX-License-Identifier: Apache-2.0
//
// One side of a conversation of one message: connects or is connected, sends it, checks the answer byte by byte.

#ifndef CALLER_H
#define CALLER_H

#include <stdint.h>
#include <sys/epoll.h>

#include "connect.h"
#include "pattern.h"

enum { MESSAGE = 64 };

enum outcome { WAITING, ANSWERED, FAILED };

struct caller {
    int fd;
    uint64_t begun; // nanoseconds
    size_t sent, received;
    const unsigned char *message;
    enum outcome outcome;
};

// Edge-triggered, for both directions, as soon as there is a descriptor.
static void watch_caller(int epoll, struct caller *c, long n) {
    struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLET, .data.ptr = c};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, c->fd, &event) != 0) {
        fail("epoll_ctl for connection", n);
    }
}

// So many connections, each watched.
static inline struct caller *connect_callers(int epoll, long port, long count) {
    struct caller *callers = calloc((size_t)count, sizeof *callers);
    int *fds = calloc((size_t)count, sizeof *fds);
    if (!callers || !fds) {
        fail("memory for connections", count);
    }
    connect_all(port, count, fds);
    for (long n = 0; n < count; n++) {
        callers[n].fd = fds[n];
        watch_caller(epoll, &callers[n], n);
    }
    free(fds);
    return callers;
}

static void begin_message(struct caller *c, const unsigned char *message, uint64_t now) {
    c->message = message;
    c->sent = c->received = 0;
    c->begun = now;
    c->outcome = WAITING;
}

// Sends and receives what can be: to be called until it is no longer WAITING. A socket that is still connecting is no
// error.
static void advance(struct caller *c) {
    if (c->sent < MESSAGE) {
        ssize_t n = send(c->fd, c->message + c->sent, MESSAGE - c->sent, MSG_NOSIGNAL);
        if (n < 0) {
            c->outcome = errno == EAGAIN || errno == ENOTCONN ? WAITING : FAILED;
            return;
        }
        c->sent += (size_t)n;
    }
    unsigned char bytes[MESSAGE];
    ssize_t n = recv(c->fd, bytes, MESSAGE - c->received, 0);
    if (n < 0 && errno == EAGAIN) {
        return;
    }
    if (n <= 0 || memcmp(bytes, c->message + c->received, (size_t)n) != 0) {
        c->outcome = FAILED;
        return;
    }
    c->received += (size_t)n;
    c->outcome = c->received == MESSAGE ? ANSWERED : WAITING;
}

#endif
