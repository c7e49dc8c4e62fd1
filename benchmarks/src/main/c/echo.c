// SPDX-License-Identifier: Apache-2.0
//
// The contender c-epoll: as many epoll loops as CPUs, edge-triggered, one thread each; the main thread accepts and
// gives the connections out in turn. Options and behaviour are those of the other servers.

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "pattern.h"

enum { EVENTS = 256, BUFFER = 16 * 1024, MOST = 64 * 1024 };

struct connection {
    int fd;
    unsigned char *kept; // read and not yet written; NULL while all is written
    size_t kept_from, kept_to;
    size_t asked; // of the present request
    size_t owed;  // of the replies
};

static size_t request, reply, most = BUFFER; // most: bytes read at a time
static bool local, datagrams;                // over a Unix socket, over UDP
static unsigned char *reply_bytes;

static void die(const char *what) {
    fprintf(stderr, "c-epoll: %s: %s\n", what, strerror(errno));
    exit(1);
}

static void end(struct connection *c) {
    close(c->fd);
    free(c->kept);
    free(c);
}

// How many bytes went out; -1 if the connection is dead.
static ssize_t put(const struct connection *c, const unsigned char *bytes, size_t length) {
    ssize_t n = send(c->fd, bytes, length, MSG_NOSIGNAL);
    return n >= 0 ? n : errno == EAGAIN ? 0 : -1;
}

// Both return 1 if everything is out, 0 if the socket is full, -1 if the connection is dead.
static int flush_kept(struct connection *c) {
    if (!c->kept) {
        return 1;
    }
    ssize_t n = put(c, c->kept + c->kept_from, c->kept_to - c->kept_from);
    if (n < 0) {
        return -1;
    }
    c->kept_from += (size_t)n;
    if (c->kept_from < c->kept_to) {
        return 0;
    }
    free(c->kept);
    c->kept = NULL;
    return 1;
}

static int flush_owed(struct connection *c) {
    while (c->owed > 0) {
        size_t left = (c->owed - 1) % reply + 1; // of the present reply
        ssize_t n = put(c, reply_bytes + (reply - left), left);
        if (n < 0) {
            return -1;
        }
        c->owed -= (size_t)n;
        if ((size_t)n < left) {
            return 0;
        }
    }
    return 1;
}

static int answer(struct connection *c, const unsigned char *bytes, size_t length) {
    if (request > 0) {
        c->asked += length;
        c->owed += c->asked / request * reply;
        c->asked %= request;
        return flush_owed(c);
    }
    ssize_t n = put(c, bytes, length);
    if (n < 0 || (size_t)n == length) {
        return n < 0 ? -1 : 1;
    }
    c->kept = malloc(length - (size_t)n);
    if (!c->kept) {
        die("memory");
    }
    memcpy(c->kept, bytes + n, length - (size_t)n);
    c->kept_from = 0;
    c->kept_to = length - (size_t)n;
    return 0;
}

// Until the socket is empty, full or dead: an edge is reported once.
static void serve(struct connection *c, unsigned char *buffer) {
    int state = request > 0 ? flush_owed(c) : flush_kept(c);
    while (state > 0) {
        ssize_t n = recv(c->fd, buffer, most, 0);
        if (n < 0 && errno == EAGAIN) {
            return;
        }
        state = n <= 0 ? -1 : answer(c, buffer, (size_t)n);
        if (state > 0 && (size_t)n < most) {
            return; // A short read says that the socket is empty, and what comes later is a new edge.
        }
    }
    if (state < 0) {
        end(c);
    }
}

static void *loop(void *argument) {
    int epoll = (int)(intptr_t)argument;
    static _Thread_local unsigned char buffer[MOST];
    struct epoll_event events[EVENTS];
    for (;;) {
        int ready = epoll_wait(epoll, events, EVENTS, -1);
        for (int i = 0; i < ready; i++) {
            serve(events[i].data.ptr, buffer);
        }
    }
    return NULL;
}

static int start_loop(void) {
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    pthread_t thread;
    if (epoll < 0 || pthread_create(&thread, NULL, loop, (void *)(intptr_t)epoll) != 0) {
        die("loop");
    }
    return epoll;
}

static void accepted(int fd, int epoll) {
    int on = 1;
    if (!local) {
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    }
    struct connection *c = calloc(1, sizeof *c);
    if (!c) {
        die("memory");
    }
    c->fd = fd;
    struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET, .data.ptr = c};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) != 0) {
        die("epoll_ctl");
    }
}

static int listener(void) {
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, length) != 0 || listen(fd, 65535) != 0 ||
        getsockname(fd, (struct sockaddr *)&address, &length) != 0) {
        die("listen");
    }
    printf("listening on 127.0.0.1:%d", ntohs(address.sin_port));
    return fd;
}

// Answers all that has come at once.
static void serve_datagrams(void) {
    enum { MESSAGES = 64, LONGEST = 2048 };
    static unsigned char bytes[MESSAGES][LONGEST];
    static struct sockaddr_in peers[MESSAGES];
    static struct iovec parts[MESSAGES];
    static struct mmsghdr messages[MESSAGES];
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t length = sizeof address;
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, length) != 0 ||
        getsockname(fd, (struct sockaddr *)&address, &length) != 0) {
        die("bind");
    }
    printf("listening on 127.0.0.1:%d threads=1\n", ntohs(address.sin_port));
    fflush(stdout);
    for (;;) {
        for (int i = 0; i < MESSAGES; i++) {
            parts[i] = (struct iovec){bytes[i], LONGEST};
            messages[i].msg_hdr = (struct msghdr){.msg_name = &peers[i], .msg_namelen = sizeof peers[i],
                                                  .msg_iov = &parts[i], .msg_iovlen = 1};
        }
        int count = recvmmsg(fd, messages, MESSAGES, MSG_WAITFORONE, NULL);
        if (count < 0) {
            die("recvmmsg");
        }
        for (int i = 0; i < count; i++) {
            parts[i].iov_len = messages[i].msg_len;
        }
        for (int sent = 0; sent < count;) {
            int n = sendmmsg(fd, messages + sent, (unsigned)(count - sent), 0);
            if (n < 0) {
                die("sendmmsg");
            }
            sent += n;
        }
    }
}

static int local_listener(void) {
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int number = (int)(getpid() % 65535) + 1;
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, SOCKET_FILE, number);
    unlink(address.sun_path);
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof address) != 0 || listen(fd, 65535) != 0) {
        die("listen");
    }
    printf("listening on unix:%d", number);
    return fd;
}

static void parse(int argc, char **argv) {
    for (int i = 1; i < argc; i += 2) {
        if (!strcmp(argv[i], "--unix") || !strcmp(argv[i], "--udp")) {
            local |= !strcmp(argv[i], "--unix");
            datagrams |= !strcmp(argv[i], "--udp");
            i--;
            continue;
        }
        size_t *value = !strcmp(argv[i], "--request") ? &request : !strcmp(argv[i], "--reply") ? &reply
                        : !strcmp(argv[i], "--buffer") ? &most : NULL;
        if (!value || i + 1 == argc) {
            fprintf(stderr, "c-epoll: not understood: '%s'; there is --request BYTES --reply BYTES --buffer BYTES --unix | --udp\n", argv[i]);
            exit(2);
        }
        *value = strtoul(argv[i + 1], NULL, 10);
    }
    if (most < 1 || most > MOST) {
        fprintf(stderr, "c-epoll: --buffer is from 1 to %d\n", MOST);
        exit(2);
    }
    if ((request > 0) != (reply > 0)) {
        fprintf(stderr, "c-epoll: --request and --reply go together\n");
        exit(2);
    }
}

int main(int argc, char **argv) {
    parse(argc, argv);
    signal(SIGPIPE, SIG_IGN);
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
    }
    if (datagrams) {
        serve_datagrams();
    }
    cpu_set_t cpus;
    int loops = sched_getaffinity(0, sizeof cpus, &cpus) == 0 ? CPU_COUNT(&cpus) : 1;
    reply_bytes = reply_pattern(reply);
    int *epolls = calloc((size_t)loops, sizeof *epolls);
    for (int i = 0; i < loops; i++) {
        epolls[i] = start_loop();
    }
    int fd = local ? local_listener() : listener();
    printf(" loops=%d\n", loops);
    fflush(stdout);
    for (uint64_t n = 0;; n++) {
        int connection = accept4(fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
        if (connection < 0) {
            perror("c-epoll: accept");
            usleep(5000);
            continue;
        }
        accepted(connection, epolls[n % (uint64_t)loops]);
    }
}
