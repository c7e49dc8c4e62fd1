// SPDX-License-Identifier: Apache-2.0
//
// Opens many connections to 127.0.0.1, a batch at a time, so that no backlog overflows.

#ifndef CONNECT_H
#define CONNECT_H

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>

#ifndef IP_BIND_ADDRESS_NO_PORT
#define IP_BIND_ADDRESS_NO_PORT 24
#endif

enum { BATCH = 128, PER_SOURCE = 4000, CONNECT_MILLIS = 20000 };

static void fail(const char *what, long number) {
    fprintf(stderr, "load: %s %ld: %s\n", what, number, strerror(errno));
    exit(1);
}

static void raise_open_files(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

// The n-th connection. Every PER_SOURCE of them have a source address of their own: ports are scarcer than addresses.
static int begin_connect(long port, long n) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) {
        fail("socket for connection", n);
    }
    int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    struct sockaddr_in address = {.sin_family = AF_INET};
    address.sin_addr.s_addr = htonl(0x7f000001u + (uint32_t)(n / PER_SOURCE));
    if (bind(fd, (struct sockaddr *)&address, sizeof address) != 0) {
        fail("source address of connection", n);
    }
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons((uint16_t)port);
    if (connect(fd, (struct sockaddr *)&address, sizeof address) != 0 && errno != EINPROGRESS) {
        fail("connection", n);
    }
    return fd;
}

static void finish_connect(int fd, long n) {
    struct pollfd wait = {.fd = fd, .events = POLLOUT};
    if (poll(&wait, 1, CONNECT_MILLIS) != 1) {
        errno = ETIMEDOUT;
        fail("connection", n);
    }
    socklen_t length = sizeof errno;
    int error = 0;
    if (getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &length) != 0 || error != 0) {
        errno = error;
        fail("connection", n);
    }
}

// Fills fds with so many open connections.
static void connect_all(long port, long count, int *fds) {
    for (long first = 0; first < count; first += BATCH) {
        long end = first + BATCH < count ? first + BATCH : count;
        for (long n = first; n < end; n++) {
            fds[n] = begin_connect(port, n);
        }
        for (long n = first; n < end; n++) {
            finish_connect(fds[n], n);
        }
    }
}

#endif
