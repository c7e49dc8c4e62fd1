// SPDX-License-Identifier: Apache-2.0
//
// The load generator: one thread, one epoll, a closed loop on every connection; with --rate an open one: when a
// message is due was decided before the first was sent, so that a server that stalls is charged for all who would
// have asked meanwhile. See options.h for what it is told and report() for what it prints. Whatever is wrong ends it
// at once with one line: figures of a broken server are of no use.

#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/un.h>

#include "connect.h"
#include "histogram.h"
#include "options.h"
#include "pattern.h"
#include "process.h"

enum { EVENTS = 256, FLOOD_WINDOW = 64 * 1024, SILENCE_SECONDS = 10, SECONDS_AT_THE_END = 1 };

struct connection {
    int fd;
    bool flood;
    bool ending;     // with --churn: has the answer, and waits for the end
    size_t sent;     // of the present message; of a flood, of all time
    size_t received; // of the present answer; of a flood, of all time
    size_t offset;   // of the present message in the pattern
    uint64_t begun;  // nanoseconds; 0 if it has not sent
    uint64_t due;    // when its next message is, with --rate
    uint64_t messages;
    uint64_t answered; // since the measurement began
};

static struct options options;
static struct connection *connections;
static unsigned char *pattern, *reply, *scratch;
static size_t answer_length, scratch_length;
static struct histogram latencies;
static int epoll;
static long budget; // messages that may still be begun, with --requests
static uint64_t answered, flooded, last_answer;
static uint64_t warm_up_answered;
static struct switches at_start;
static uint64_t first_due, slots; // with --rate: when the first message was due, and how many have been until now

static long number_of(const struct connection *c) {
    return c - connections;
}

static void broken(const struct connection *c, const char *how) {
    fprintf(stderr, "load: connection %ld: %s after %llu messages\n", number_of(c), how, (unsigned long long)c->messages);
    exit(1);
}

static void watch(struct connection *c) {
    struct epoll_event event = {.events = EPOLLIN | EPOLLOUT | (c->flood ? 0 : EPOLLET), .data.ptr = c};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, c->fd, &event) != 0) {
        fail("epoll_ctl for connection", number_of(c));
    }
}

static ssize_t send_some(struct connection *c, const unsigned char *bytes, size_t length) {
    ssize_t n = send(c->fd, bytes, length, MSG_NOSIGNAL);
    if (n < 0 && errno != EAGAIN) {
        broken(c, strerror(errno));
    }
    return n < 0 ? 0 : n;
}

static ssize_t receive_some(struct connection *c, size_t length) {
    ssize_t n = recv(c->fd, scratch, length, 0);
    if (n == 0) {
        broken(c, "closed by the server");
    }
    if (n < 0 && errno != EAGAIN) {
        broken(c, strerror(errno));
    }
    return n < 0 ? 0 : n;
}

static void verify(const struct connection *c, const unsigned char *expected, size_t length) {
    if (memcmp(scratch, expected, length) != 0) {
        broken(c, "wrong bytes");
    }
}

static void push(struct connection *c) {
    if (c->begun && c->sent < (size_t)options.message) {
        c->sent += (size_t)send_some(c, pattern + c->offset + c->sent, (size_t)options.message - c->sent);
    }
}

static void begin(struct connection *c) {
    c->sent = c->received = 0;
    c->begun = 0;
    if (options.requests && budget-- <= 0) {
        return;
    }
    c->offset = options.http ? 0 : ((size_t)number_of(c) * 7 + c->messages) % OFFSETS;
    c->begun = now_nanos();
    if (options.rate > 0) {
        if (c->due > c->begun) {
            c->begun = 0;
            return; // until its slot
        }
        c->begun = c->due;
        c->due += (uint64_t)((double)options.connections / options.rate * 1e9);
    }
    push(c);
}

static uint64_t slot_time(uint64_t slot) {
    return first_due + (uint64_t)((double)slot / options.rate * 1e9);
}

// Sends what is due, but for connections that still wait for an answer: those go on by themselves once they have it.
static void begin_due(uint64_t now) {
    while (slot_time(slots) <= now) {
        struct connection *c = &connections[slots++ % (uint64_t)options.connections];
        if (!c->begun) {
            begin(c);
        }
    }
}

// Waits for events, with --rate until the next message is due.
static int await_events(struct epoll_event *events) {
    if (options.rate <= 0) {
        return epoll_wait(epoll, events, EVENTS, 20);
    }
    uint64_t now = now_nanos();
    begin_due(now);
    uint64_t next = slot_time(slots), nanos = next > now ? next - now : 0;
    nanos = nanos < 20000000 ? nanos : 20000000;
    struct timespec timeout = {.tv_sec = 0, .tv_nsec = (long)nanos};
    struct pollfd polled = {.fd = epoll, .events = POLLIN};
    return ppoll(&polled, 1, &timeout, NULL) <= 0 ? 0 : epoll_wait(epoll, events, EVENTS, 0);
}

// A new connection, which need not be there yet: what is to be sent waits until it can be written.
static void renew(struct connection *c) {
    close(c->fd);
    c->begun = now_nanos();
    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)options.port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int failed = connect(c->fd, (struct sockaddr *)&address, sizeof address);
    if (c->fd < 0 || (failed && errno != EINPROGRESS)) {
        fail("connection", number_of(c));
    }
    watch(c);
}

static void complete(struct connection *c) {
    last_answer = now_nanos();
    histogram_record(&latencies, last_answer - c->begun);
    c->messages++;
    c->answered++;
    answered++;
    if (options.churn) {
        renew(c);
        uint64_t connecting = c->begun;
        begin(c);
        c->begun = c->begun ? connecting : 0;
        return;
    }
    begin(c);
}

// It has the whole answer, and sends no more: the server ends the connection as well.
static void await_end(struct connection *c) {
    if (!c->ending) {
        c->ending = true;
        if (shutdown(c->fd, SHUT_WR) != 0) {
            broken(c, strerror(errno));
        }
    }
    ssize_t n = recv(c->fd, scratch, 1, 0);
    if (n > 0 || (n < 0 && errno != EAGAIN)) {
        broken(c, n > 0 ? "more than the answer" : strerror(errno));
    }
    if (n == 0) {
        c->ending = false;
        complete(c);
    }
}

// Edge-triggered: reads until there is no more, which a short read says as well as EAGAIN.
static void progress(struct connection *c) {
    if (c->ending) {
        await_end(c);
        return;
    }
    push(c);
    while (c->begun) {
        size_t wanted = answer_length - c->received < scratch_length ? answer_length - c->received : scratch_length;
        ssize_t n = receive_some(c, wanted);
        const unsigned char *expected = options.reply ? reply : pattern + c->offset;
        verify(c, expected + c->received, (size_t)n);
        c->received += (size_t)n;
        if (c->received == answer_length) {
            if (options.churn) {
                await_end(c);
                return;
            }
            complete(c);
            return; // There can be no more: the next message has only just gone out.
        }
        if ((size_t)n < wanted) {
            return;
        }
    }
}

// Level-triggered, one write and one read a turn: the others shall get their turns too.
static void flood(struct connection *c, uint32_t events) {
    if (events & EPOLLOUT) {
        size_t at = c->sent % FLOOD_WINDOW;
        c->sent += (size_t)send_some(c, pattern + at, FLOOD_WINDOW - at);
    }
    if (events & EPOLLIN) {
        size_t at = c->received % FLOOD_WINDOW;
        size_t n = (size_t)receive_some(c, FLOOD_WINDOW - at);
        verify(c, pattern + at, n);
        c->received += n;
        flooded += n;
    }
    if (events & (EPOLLERR | EPOLLHUP)) {
        broken(c, "hung up");
    }
}

// A server that has stopped answering has no figures.
static void silent(uint64_t nanos, int seconds) {
    if (nanos > (uint64_t)seconds * 1000000000u) {
        fprintf(stderr, "load: no answer for %d s\n", seconds);
        exit(1);
    }
}

// Turns the loop until the point in time or, if there is a budget, until so many answers.
static void turn(uint64_t until, uint64_t answers) {
    struct epoll_event events[EVENTS];
    last_answer = now_nanos();
    for (;;) {
        uint64_t now = now_nanos();
        bool over = answers ? answered >= answers : now >= until;
        if (options.connections && last_answer < now) {
            silent(now - last_answer, over ? SECONDS_AT_THE_END : SILENCE_SECONDS);
        }
        if (over) {
            return;
        }
        int ready = await_events(events);
        for (int i = 0; i < ready; i++) {
            struct connection *c = events[i].data.ptr;
            if (c->flood) {
                flood(c, events[i].events);
            } else {
                progress(c);
            }
        }
    }
}

static int ascending(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

// Those of the measured answers: their part of all since the start. Reading them takes too long to do it between the
// warm-up and the measurement, while connections wait for this thread.
static uint64_t measured_switches(void) {
    static struct switches now;
    read_switches(options.server_pid, &now);
    uint64_t all = answered + warm_up_answered;
    return all ? (uint64_t)((double)switches_between(&at_start, &now) * (double)answered / (double)all) : 0;
}

static void report(double seconds, uint64_t cpu, uint64_t switches) {
    long n = options.connections;
    uint64_t *counts = calloc((size_t)n + 1, sizeof *counts);
    for (long i = 0; i < n; i++) {
        counts[i] = connections[i].answered;
    }
    qsort(counts, (size_t)n, sizeof *counts, ascending);
    printf("{\"generator\":\"c\",\"connections\":%ld,\"idle\":%ld,\"message\":%ld,\"reply\":%ld,", n, options.idle,
           options.message, options.reply);
    printf("\"seconds\":%.6f,\"requests\":%llu,\"bytes\":%llu,\"perSecond\":%.1f,", seconds,
           (unsigned long long)answered, (unsigned long long)(answered * answer_length),
           seconds > 0 ? (double)answered / seconds : 0);
    printf("\"latencyNanos\":{\"p50\":%llu,\"p99\":%llu,\"p999\":%llu,\"max\":%llu,\"mean\":%llu},",
           (unsigned long long)histogram_percentile(&latencies, 0.5),
           (unsigned long long)histogram_percentile(&latencies, 0.99),
           (unsigned long long)histogram_percentile(&latencies, 0.999), (unsigned long long)latencies.max,
           (unsigned long long)(latencies.total ? latencies.sum / latencies.total : 0));
    printf("\"perConnection\":{\"min\":%llu,\"median\":%llu,\"max\":%llu},", (unsigned long long)counts[0],
           (unsigned long long)counts[n / 2], (unsigned long long)counts[n ? n - 1 : 0]);
    printf("\"floodBytes\":%llu,\"serverCpuNanos\":%llu,\"serverSwitches\":%llu,\"serverResidentBytes\":%llu}\n",
           (unsigned long long)flooded, (unsigned long long)cpu, (unsigned long long)switches,
           (unsigned long long)resident_bytes(options.server_pid));
    fflush(stdout);
}

// The n-th connection to a Unix socket. It waits while the queue is full.
static int connect_local(long number, long n) {
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    snprintf(address.sun_path, sizeof address.sun_path, SOCKET_FILE, (int)number);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) != 0 || fcntl(fd, F_SETFL, O_NONBLOCK) != 0) {
        fail("connection", n);
    }
    return fd;
}

static int connect_udp(long port, long n) {
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address) != 0) {
        fail("connection", n);
    }
    return fd;
}

static void open_connections(void) {
    long active = options.connections + options.flood, all = active + options.idle;
    int *fds = calloc((size_t)all + 1, sizeof *fds);
    connections = calloc((size_t)all + 1, sizeof *connections);
    if (options.unix_socket || options.udp) {
        for (long i = 0; i < all; i++) {
            fds[i] = options.udp ? connect_udp(options.port, i) : connect_local(options.port, i);
        }
    } else {
        connect_all(options.port, all, fds);
    }
    for (long i = 0; i < all; i++) {
        connections[i].fd = fds[i];
        connections[i].flood = i >= options.connections && i < active;
    }
    free(fds);
    fprintf(stderr, "connected %ld\n", all);
}

static void wait_for_input(bool end) {
    for (int c = getchar(); c != EOF && (end || c != '\n'); c = getchar()) {
    }
}

static void start(void) {
    first_due = now_nanos();
    for (long i = 0; i < options.connections + options.flood; i++) {
        watch(&connections[i]);
        if (options.rate > 0 && !connections[i].flood) {
            connections[i].due = slot_time((uint64_t)i);
        } else if (!connections[i].flood) {
            begin(&connections[i]);
        }
    }
}

static void forget_warm_up(void) {
    histogram_clear(&latencies);
    warm_up_answered = answered;
    answered = flooded = 0;
    for (long i = 0; i < options.connections; i++) {
        connections[i].answered = 0;
    }
}

int main(int argc, char **argv) {
    options = parse_options(argc, argv);
    signal(SIGPIPE, SIG_IGN);
    raise_open_files();
    prctl(PR_SET_TIMERSLACK, 1000); // nanoseconds
    if (options.http) {
        pattern = http_request(&options.message);
        reply = http_reply(&options.reply);
    } else {
        pattern = message_pattern((size_t)(options.message > FLOOD_WINDOW ? options.message : FLOOD_WINDOW));
        reply = reply_pattern((size_t)options.reply);
    }
    answer_length = (size_t)(options.reply ? options.reply : options.message);
    scratch_length = 256 * 1024;
    scratch = malloc(scratch_length);
    epoll = epoll_create1(EPOLL_CLOEXEC);
    if (!scratch || !pattern || !reply || epoll < 0) {
        fail("memory or epoll", 0);
    }
    open_connections();
    if (options.paced) {
        wait_for_input(false);
    }
    budget = options.requests;
    read_switches(options.server_pid, &at_start);
    uint64_t begun = now_nanos(), cpu = cpu_nanos(options.server_pid);
    start();
    if (!options.requests && options.warm_up > 0) {
        turn(begun + (uint64_t)(options.warm_up * 1e9), 0);
        forget_warm_up();
        begun = now_nanos();
        cpu = cpu_nanos(options.server_pid);
    }
    turn(begun + (uint64_t)(options.seconds * 1e9), (uint64_t)options.requests);
    uint64_t ended = now_nanos();
    cpu = cpu_nanos(options.server_pid) - cpu;
    report((double)(ended - begun) / 1e9, cpu, measured_switches());
    if (options.paced) {
        wait_for_input(true);
    }
    return 0;
}
