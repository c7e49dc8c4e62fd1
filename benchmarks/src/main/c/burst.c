// SPDX-License-Identifier: Apache-2.0
//
// burst PORT CONNECTIONS VOLLEYS SILENCE_SECONDS: in a volley all connections send a message at once, and all wait for
// their answers. So many volleys one after another, then silence, then one more. Prints one JSON object.

#define _GNU_SOURCE
#include "caller.h"
#include "histogram.h"
#include "process.h"

enum { EVENTS = 256, PATIENCE_SECONDS = 10 };

static struct histogram steady, first;
static int epoll;

static void finish(struct caller *c, struct histogram *latencies, long *waiting) {
    if (c->outcome == FAILED) {
        fail("a message was not answered as it should be, of", *waiting);
    }
    if (c->outcome == ANSWERED) {
        histogram_record(latencies, now_nanos() - c->begun);
        --*waiting;
    }
}

static void volley(struct caller *callers, long count, const unsigned char *pattern, struct histogram *latencies) {
    struct epoll_event events[EVENTS];
    long waiting = count;
    for (long n = 0; n < count; n++) {
        begin_message(&callers[n], pattern + n % OFFSETS, now_nanos());
        advance(&callers[n]);
        finish(&callers[n], latencies, &waiting);
    }
    while (waiting > 0) {
        int ready = epoll_wait(epoll, events, EVENTS, PATIENCE_SECONDS * 1000);
        if (ready <= 0) {
            errno = ETIMEDOUT;
            fail("no answer for a while, missing", waiting);
        }
        for (int i = 0; i < ready; i++) {
            struct caller *c = events[i].data.ptr;
            if (c->outcome == WAITING) {
                advance(c);
                finish(c, latencies, &waiting);
            }
        }
    }
}

static void print(const char *name, const struct histogram *h, const char *end) {
    printf("\"%s p50 us\":%.1f,\"%s p99 us\":%.1f,\"%s max us\":%.1f%s", name, (double)histogram_percentile(h, 0.5) / 1e3,
           name, (double)histogram_percentile(h, 0.99) / 1e3, name, (double)h->max / 1e3, end);
}

int main(int argc, char **argv) {
    if (argc != 5) {
        fprintf(stderr, "usage: burst PORT CONNECTIONS VOLLEYS SILENCE_SECONDS\n");
        return 2;
    }
    long port = atol(argv[1]), count = atol(argv[2]), volleys = atol(argv[3]);
    double silence = atof(argv[4]);
    raise_open_files();
    unsigned char *pattern = message_pattern(MESSAGE);
    epoll = epoll_create1(EPOLL_CLOEXEC);
    if (!pattern || epoll < 0) {
        fail("memory or epoll", 0);
    }
    struct caller *callers = connect_callers(epoll, port, count);
    volley(callers, count, pattern, &steady); // It waits for accepts, and does not count.
    histogram_clear(&steady);
    for (long i = 0; i < volleys; i++) {
        volley(callers, count, pattern, &steady);
    }
    usleep((useconds_t)(silence * 1e6));
    volley(callers, count, pattern, &first);
    printf("{\"silent s\":%.1f,", silence);
    print("steady", &steady, ",");
    print("burst", &first, "}\n");
    return 0;
}
