// SPDX-License-Identifier: Apache-2.0
//
// Streams beside short questions, against an echo server. A bulk connection writes as fast as its socket takes it and
// reads what comes back; a light one sends a message, waits for the answer, sends the next. Prints one JSON object.
// One thread. It must not be what starves somebody: a bulk connection has one read and one write a turn, and before
// each such turn all light connections that have something are served.

#define _GNU_SOURCE
#include <getopt.h>

#include "caller.h"
#include "histogram.h"
#include "number.h"
#include "process.h"

enum { EVENTS = 512, CHUNK = 64 * 1024, PERIOD = 65521, PATIENCE_SECONDS = 10, TURN_MILLIS = 20 };

static const uint64_t SECOND = 1000000000u;

static const char USAGE[] =
    "usage: mixed --port N [--bulk N] [--light N] [--warm-up SECONDS] [--seconds SECONDS] [--server-pid PID]\n"
    "Against an echo server: so many connections stream, 64 KiB at a time, and so many send 64 B, wait for the answer,\n"
    "and send the next. Every byte is checked. Prints one JSON object.\n";

struct options {
    long port, bulk, light, server;
    double warm_up, seconds;
};

struct bulk {
    int fd;
    uint64_t sent, received; // bytes of all time
    uint64_t before;         // received when the measurement began
};

static struct options options = {.bulk = 8, .light = 20, .warm_up = 1, .seconds = 3};
static struct bulk *bulks;
static struct caller *lights;
static uint64_t *answers, *answers_before; // of each light connection, of all time and when the measurement began
static unsigned char *pattern, *stream;
static struct histogram latencies;
static int all, light_ones; // epolls; the second is in the first
static uint64_t last_progress;

static void parse(int argc, char **argv) {
    static const struct option known[] = {{"port", 1, 0, 'p'},    {"bulk", 1, 0, 'b'},       {"light", 1, 0, 'l'},
                                          {"warm-up", 1, 0, 'w'}, {"seconds", 1, 0, 's'},    {"server-pid", 1, 0, 'P'},
                                          {"help", 0, 0, 'h'},    {0, 0, 0, 0}};
    opterr = 0;
    for (int index = 0, c; (c = getopt_long(argc, argv, "", known, &index)) != -1;) {
        const char *name = known[index].name;
        switch (c) {
        case 'p': options.port = (long)number(name, optarg, 1); break;
        case 'b': options.bulk = (long)number(name, optarg, 0); break;
        case 'l': options.light = (long)number(name, optarg, 0); break;
        case 'w': options.warm_up = number(name, optarg, 0); break;
        case 's': options.seconds = number(name, optarg, 0.001); break;
        case 'P': options.server = (long)number(name, optarg, 1); break;
        case 'h': fputs(USAGE, stdout); exit(0);
        default:
            fprintf(stderr, "mixed: not understood: '%s' (try --help)\n", argv[optind - 1]);
            exit(2);
        }
    }
    if (optind < argc || options.port < 1 || options.port > 65535) {
        fprintf(stderr, "mixed: %s (try --help)\n", optind < argc ? "unexpected argument" : "--port wants a port");
        exit(2);
    }
}

static void broken(const char *kind, long n, const char *how) {
    fprintf(stderr, "mixed: %s connection %ld: %s\n", kind, n, how);
    exit(1);
}

static void ask(long n) {
    begin_message(&lights[n], pattern + ((uint64_t)n * 7 + answers[n]) % OFFSETS, now_nanos());
    advance(&lights[n]);
}

// After each advance.
static void settle(long n) {
    struct caller *c = &lights[n];
    while (c->outcome == ANSWERED) {
        last_progress = now_nanos();
        histogram_record(&latencies, last_progress - c->begun);
        answers[n]++;
        ask(n);
    }
    if (c->outcome == FAILED) {
        broken("light", n, "not answered as it should be");
    }
}

static void serve_lights(void) {
    struct epoll_event events[EVENTS];
    int ready = epoll_wait(light_ones, events, EVENTS, 0);
    for (int i = 0; i < ready; i++) {
        struct caller *c = events[i].data.ptr;
        if (c->message) {
            advance(c);
            settle(c - lights);
        }
    }
}

// Where in the stream's period a connection is after so many bytes; each begins elsewhere.
static const unsigned char *at(const struct bulk *b, uint64_t bytes) {
    return stream + ((uint64_t)(b - bulks) * 7 + bytes) % PERIOD;
}

static void receive(struct bulk *b) {
    static unsigned char bytes[CHUNK];
    ssize_t n = recv(b->fd, bytes, CHUNK, 0);
    if (n < 0 && errno == EAGAIN) {
        return;
    }
    if (n <= 0) {
        broken("bulk", b - bulks, n == 0 ? "closed by the server" : strerror(errno));
    }
    if (memcmp(bytes, at(b, b->received), (size_t)n) != 0) {
        broken("bulk", b - bulks, "wrong bytes");
    }
    b->received += (uint64_t)n;
    last_progress = now_nanos();
}

static void transmit(struct bulk *b) {
    ssize_t n = send(b->fd, at(b, b->sent), CHUNK, MSG_NOSIGNAL);
    if (n < 0 && errno != EAGAIN) {
        broken("bulk", b - bulks, strerror(errno));
    }
    b->sent += n > 0 ? (uint64_t)n : 0;
}

// Level-triggered.
static void serve_bulk(struct bulk *b, uint32_t events) {
    if (events & (EPOLLIN | EPOLLERR | EPOLLHUP)) {
        receive(b);
    }
    if (events & EPOLLOUT) {
        transmit(b);
    }
}

static void turn(void) {
    struct epoll_event events[EVENTS];
    int ready = epoll_wait(all, events, EVENTS, TURN_MILLIS);
    serve_lights();
    for (int i = 0; i < ready; i++) {
        if (events[i].data.ptr) {
            serve_bulk(events[i].data.ptr, events[i].events);
            serve_lights();
        }
    }
    if (now_nanos() - last_progress > PATIENCE_SECONDS * SECOND) {
        fprintf(stderr, "mixed: no answer for %d s\n", PATIENCE_SECONDS);
        exit(1);
    }
}

static void turn_for(double seconds) {
    uint64_t until = now_nanos() + (uint64_t)(seconds * (double)SECOND);
    while (now_nanos() < until) {
        turn();
    }
}

// A server accepts in order: once the light ones have their first answer it has all connections.
static void start(void) {
    long n = options.bulk;
    int *fds = calloc((size_t)n + 1, sizeof *fds);
    bulks = calloc((size_t)n + 1, sizeof *bulks);
    answers = calloc((size_t)options.light + 1, sizeof *answers);
    answers_before = calloc((size_t)options.light + 1, sizeof *answers_before);
    if (!fds || !bulks || !answers || !answers_before) {
        fail("memory for connections", n);
    }
    connect_all(options.port, n, fds);
    lights = options.light ? connect_callers(light_ones, options.port, options.light) : NULL;
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL};
    if (epoll_ctl(all, EPOLL_CTL_ADD, light_ones, &event) != 0) {
        fail("epoll_ctl for the epoll", light_ones);
    }
    last_progress = now_nanos();
    for (long i = 0; i < options.light; i++) {
        ask(i);
        settle(i);
    }
    for (long i = 0; i < options.light; i++) {
        while (answers[i] == 0) {
            turn();
        }
    }
    for (long i = 0; i < n; i++) {
        bulks[i].fd = fds[i];
        event = (struct epoll_event){.events = EPOLLIN | EPOLLOUT, .data.ptr = &bulks[i]};
        if (epoll_ctl(all, EPOLL_CTL_ADD, fds[i], &event) != 0) {
            fail("epoll_ctl for connection", i);
        }
    }
    free(fds);
}

static void begin_measurement(void) {
    histogram_clear(&latencies);
    for (long i = 0; i < options.bulk; i++) {
        bulks[i].before = bulks[i].received;
    }
    memcpy(answers_before, answers, (size_t)options.light * sizeof *answers);
}

static void report_lights(double seconds) {
    uint64_t answered = latencies.total, longest = latencies.max;
    long starved = 0;
    for (long i = 0; i < options.light; i++) {
        uint64_t waited = now_nanos() - lights[i].begun;
        longest = waited > longest ? waited : longest;
        if (answers[i] == answers_before[i]) {
            starved++;
            histogram_record(&latencies, waited); // or nobody would see it but in the number of the starved
        }
    }
    printf("{\"light/s\":%.1f,\"light p50 us\":%.1f,\"light p99 us\":%.1f,\"light p99.9 us\":%.1f,\"light max us\":%.1f,",
           (double)answered / seconds, (double)histogram_percentile(&latencies, 0.5) / 1e3,
           (double)histogram_percentile(&latencies, 0.99) / 1e3, (double)histogram_percentile(&latencies, 0.999) / 1e3,
           (double)longest / 1e3);
    printf("\"starved\":%ld,", starved);
}

static void report_bulks(double seconds) {
    uint64_t sum = 0, least = UINT64_MAX, most = 0;
    for (long i = 0; i < options.bulk; i++) {
        uint64_t bytes = bulks[i].received - bulks[i].before;
        sum += bytes;
        least = bytes < least ? bytes : least;
        most = bytes > most ? bytes : most;
    }
    printf("\"bulk MB/s\":%.1f,\"bulk least bytes\":%llu,\"bulk most bytes\":%llu,", (double)sum / 1e6 / seconds,
           (unsigned long long)(options.bulk ? least : 0), (unsigned long long)most);
}

int main(int argc, char **argv) {
    parse(argc, argv);
    raise_open_files();
    pattern = message_pattern(MESSAGE);
    stream = malloc(PERIOD + CHUNK);
    all = epoll_create1(EPOLL_CLOEXEC);
    light_ones = epoll_create1(EPOLL_CLOEXEC);
    unsigned char *period = message_pattern(PERIOD);
    if (!pattern || !stream || !period || all < 0 || light_ones < 0) {
        fail("memory or epoll", 0);
    }
    for (size_t i = 0; i < PERIOD + CHUNK; i++) {
        stream[i] = period[i % PERIOD];
    }
    start();
    turn_for(options.warm_up);
    begin_measurement();
    uint64_t begun = now_nanos(), cpu = cpu_nanos(options.server);
    turn_for(options.seconds);
    double seconds = (double)(now_nanos() - begun) / (double)SECOND;
    cpu = cpu_nanos(options.server) - cpu;
    report_lights(seconds);
    report_bulks(seconds);
    printf("\"seconds\":%.3f,\"server CPU s\":%.2f}\n", seconds, (double)cpu / (double)SECOND);
    return 0;
}
