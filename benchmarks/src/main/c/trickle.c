// SPDX-License-Identifier: Apache-2.0
//
// trickle PORT CONNECTIONS SECONDS SERVER_PID RATE...: messages at random moments (exponential gaps), each on the next
// connection, so many a second whether or not those before are answered. Prints one JSON object.

#define _GNU_SOURCE
#include <math.h>
#include <poll.h>
#include <stdbool.h>
#include <sys/prctl.h>

#include "caller.h"
#include "histogram.h"
#include "process.h"

enum { EVENTS = 256, PATIENCE_SECONDS = 10, SEED = 1 };

static const uint64_t SECOND = 1000000000u;

static struct histogram latencies;
static struct caller *callers;
static unsigned char *pattern;
static int epoll;
static long count, waiting;

static void finish(struct caller *c) {
    if (c->outcome == FAILED) {
        fail("a message was not answered as it should be, of", waiting);
    }
    if (c->outcome == ANSWERED) {
        histogram_record(&latencies, now_nanos() - c->begun);
        --waiting;
    }
}

// Takes what comes until then; false if nothing has come. By ppoll, because epoll_wait counts in milliseconds.
static bool receive_until(uint64_t then) {
    struct epoll_event events[EVENTS];
    uint64_t now = now_nanos();
    uint64_t nanos = then > now ? then - now : 0;
    struct timespec timeout = {.tv_sec = (time_t)(nanos / SECOND), .tv_nsec = (long)(nanos % SECOND)};
    struct pollfd polled = {.fd = epoll, .events = POLLIN};
    if (ppoll(&polled, 1, &timeout, NULL) <= 0) {
        return false;
    }
    int ready = epoll_wait(epoll, events, EVENTS, 0);
    for (int i = 0; i < ready; i++) {
        struct caller *c = events[i].data.ptr;
        if (c->outcome == WAITING && c->message) {
            advance(c);
            finish(c);
        }
    }
    return true;
}

static void await_answers(void) {
    while (waiting > 0) {
        if (!receive_until(now_nanos() + PATIENCE_SECONDS * SECOND)) {
            errno = ETIMEDOUT;
            fail("no answer for a while, missing", waiting);
        }
    }
}

static void begin(struct caller *c, long n) {
    while (c->message && c->outcome == WAITING) {
        if (!receive_until(now_nanos() + PATIENCE_SECONDS * SECOND)) {
            errno = ETIMEDOUT;
            fail("no answer for a while on connection", n);
        }
    }
    begin_message(c, pattern + n % OFFSETS, now_nanos());
    waiting++;
    advance(c);
    finish(c);
}

static void trickle(double rate, uint64_t nanos) {
    uint64_t begun = now_nanos();
    double next = (double)begun;
    for (long n = 0; now_nanos() - begun < nanos; n = (n + 1) % count) {
        next -= log(1 - drand48()) / rate * (double)SECOND;
        while (now_nanos() < (uint64_t)next) {
            receive_until((uint64_t)next);
        }
        begin(&callers[n], n);
    }
    await_answers();
}

int main(int argc, char **argv) {
    if (argc < 6) {
        fprintf(stderr, "usage: trickle PORT CONNECTIONS SECONDS SERVER_PID RATE...\n");
        return 2;
    }
    long port = atol(argv[1]), server = atol(argv[4]);
    double seconds = atof(argv[3]);
    count = atol(argv[2]);
    raise_open_files();
    prctl(PR_SET_TIMERSLACK, 1000); // nanoseconds
    srand48(SEED);
    pattern = message_pattern(MESSAGE);
    epoll = epoll_create1(EPOLL_CLOEXEC);
    if (!pattern || epoll < 0) {
        fail("memory or epoll", 0);
    }
    callers = connect_callers(epoll, port, count);
    for (int i = 5; i < argc; i++) {
        double rate = atof(argv[i]);
        trickle(rate, SECOND / 2); // It waits for accepts, and does not count.
        histogram_clear(&latencies);
        uint64_t begun = now_nanos(), cpu = cpu_nanos(server);
        trickle(rate, (uint64_t)(seconds * (double)SECOND));
        double busy = (double)(cpu_nanos(server) - cpu) / (double)(now_nanos() - begun);
        printf("%s\"%s/s p50 us\":%.1f,\"%s/s p99 us\":%.1f,\"%s/s CPU %%\":%.1f", i == 5 ? "{" : ",", argv[i],
               (double)histogram_percentile(&latencies, 0.5) / 1e3, argv[i],
               (double)histogram_percentile(&latencies, 0.99) / 1e3, argv[i], 100 * busy);
    }
    printf("}\n");
    return 0;
}
