// SPDX-License-Identifier: Apache-2.0
//
// storm PORT CONNECTIONS: connects all of them at once, sends one message on each, waits for the answers. Unlike load.c
// it goes on when a connection fails: how many do is one of the figures. Prints one JSON object.

#define _GNU_SOURCE
#include <stdbool.h>

#include "caller.h"
#include "histogram.h"
#include "process.h"

enum { EVENTS = 256, PATIENCE_SECONDS = 60, DESCRIPTORS_BESIDES = 200 };

static struct histogram latencies;
static uint64_t last_answer;
static long failed;

// The server has the same limit, and other descriptors besides.
static long within_open_files(long wanted) {
    struct rlimit limit;
    raise_open_files();
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= (rlim_t)(wanted + DESCRIPTORS_BESIDES)) {
        return wanted;
    }
    return (long)limit.rlim_cur - DESCRIPTORS_BESIDES;
}

// A full backlog shows as packets that had to be sent again.
static bool sent_again(const struct caller *c) {
    struct tcp_info info;
    socklen_t length = sizeof info;
    return getsockopt(c->fd, IPPROTO_TCP, TCP_INFO, &info, &length) == 0 && info.tcpi_total_retrans > 0;
}

static void settle(struct caller *c) {
    if (c->outcome == FAILED) {
        failed++;
    } else if (c->outcome == ANSWERED) {
        last_answer = now_nanos();
        histogram_record(&latencies, last_answer - c->begun);
    }
}

static void await_answers(int epoll, long count, uint64_t until) {
    struct epoll_event events[EVENTS];
    while ((long)latencies.total + failed < count && now_nanos() < until) {
        int ready = epoll_wait(epoll, events, EVENTS, 100);
        for (int i = 0; i < ready; i++) {
            struct caller *c = events[i].data.ptr;
            if (c->outcome == WAITING) {
                advance(c);
                settle(c);
            }
        }
    }
}

int main(int argc, char **argv) {
    if (argc != 3) {
        fprintf(stderr, "usage: storm PORT CONNECTIONS\n");
        return 2;
    }
    long port = atol(argv[1]), wanted = atol(argv[2]), count = within_open_files(wanted);
    struct caller *callers = calloc((size_t)count, sizeof *callers);
    unsigned char *pattern = message_pattern(MESSAGE);
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    if (!callers || !pattern || epoll < 0) {
        fail("memory or epoll", 0);
    }
    uint64_t begun = now_nanos();
    for (long n = 0; n < count; n++) {
        begin_message(&callers[n], pattern + n % OFFSETS, now_nanos());
        callers[n].fd = begin_connect(port, n);
        watch_caller(epoll, &callers[n], n);
    }
    uint64_t connecting = now_nanos() - begun;
    await_answers(epoll, count, begun + PATIENCE_SECONDS * 1000000000ull);
    long again = 0;
    for (long n = 0; n < count; n++) {
        again += sent_again(&callers[n]);
    }
    printf("{\"connections\":%ld,\"failed\":%ld,\"sent again\":%ld,\"connect calls ms\":%.3f,\"all answered ms\":%.3f,", count,
           count - (long)latencies.total, again, (double)connecting / 1e6,
           latencies.total ? (double)(last_answer - begun) / 1e6 : 0);
    printf("\"p50 ms\":%.3f,\"p99 ms\":%.3f,\"slowest ms\":%.3f}\n", (double)histogram_percentile(&latencies, 0.5) / 1e6,
           (double)histogram_percentile(&latencies, 0.99) / 1e6, (double)latencies.max / 1e6);
    return 0;
}
