// SPDX-License-Identifier: Apache-2.0
//
// The floor of what a call can cost: the calls of BindingBenchmark from C. Prints a line for each, in nanoseconds.

#define _GNU_SOURCE
#include <stdio.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

#include "process.h"

enum { CALLS = 1000000, EVENTS = 16 };

static struct epoll_event events[EVENTS];
static char bytes[64];
static int epoll, event, sockets[2];

static long epoll_wait_zero(void) {
    return epoll_wait(epoll, events, EVENTS, 0);
}

static long recv_eagain(void) {
    return recv(sockets[0], bytes, sizeof bytes, 0);
}

static long eventfd_write_one(void) {
    uint64_t one = 1;
    return write(event, &one, sizeof one);
}

static long send_and_recv(void) {
    return send(sockets[1], bytes, sizeof bytes, 0) + recv(sockets[0], bytes, sizeof bytes, 0);
}

// The second of two equal runs counts.
static void measure(const char *name, long (*call)(void)) {
    uint64_t nanos = 0;
    volatile long result = 0;
    for (int run = 0; run < 2; run++) {
        uint64_t begun = now_nanos();
        for (int i = 0; i < CALLS; i++) {
            result = call();
        }
        nanos = now_nanos() - begun;
    }
    (void)result;
    printf("C %-16s %8.1f ns\n", name, (double)nanos / CALLS);
}

int main(void) {
    epoll = epoll_create1(0);
    event = eventfd(0, EFD_NONBLOCK);
    if (epoll < 0 || event < 0 || socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, sockets) != 0) {
        perror("calls");
        return 1;
    }
    measure("epollWaitZero", epoll_wait_zero);
    measure("recvEagain", recv_eagain);
    measure("eventfdWrite", eventfd_write_one);
    measure("sendAndRecv", send_and_recv);
    return 0;
}
