// SPDX-License-Identifier: Apache-2.0
//
// Clocks, and what the server's process has used, read from /proc (proc_pid_stat(5), proc_pid_statm(5),
// proc_pid_status(5)).

#ifndef PROCESS_H
#define PROCESS_H

#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static inline uint64_t now_nanos(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

// User and system time of all threads; 0 without a process. It counts in ticks, mostly of 10 ms.
static inline uint64_t cpu_nanos(long pid) {
    char path[64], line[1024];
    unsigned long user = 0, system = 0;
    snprintf(path, sizeof path, "/proc/%ld/stat", pid);
    FILE *file = pid ? fopen(path, "r") : NULL;
    if (!file) {
        return 0;
    }
    // The name may hold spaces and parentheses, so the fields are counted from its end.
    char *end = fgets(line, sizeof line, file) ? strrchr(line, ')') : NULL;
    if (end) {
        sscanf(end + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system);
    }
    fclose(file);
    return (user + system) * (1000000000ull / (uint64_t)sysconf(_SC_CLK_TCK));
}

static inline uint64_t resident_bytes(long pid) {
    char path[64];
    unsigned long pages = 0;
    snprintf(path, sizeof path, "/proc/%ld/statm", pid);
    FILE *file = pid ? fopen(path, "r") : NULL;
    if (!file) {
        return 0;
    }
    if (fscanf(file, "%*u %lu", &pages) != 1) {
        pages = 0;
    }
    fclose(file);
    return pages * (uint64_t)sysconf(_SC_PAGESIZE);
}

static inline uint64_t switches_of_thread(long pid, const char *thread) {
    char path[512], line[256];
    unsigned long long all = 0, some;
    snprintf(path, sizeof path, "/proc/%ld/task/%s/status", pid, thread);
    FILE *file = fopen(path, "r"); // It may have ended.
    while (file && fgets(line, sizeof line, file)) {
        if (sscanf(line, "voluntary_ctxt_switches: %llu", &some) == 1 ||
            sscanf(line, "nonvoluntary_ctxt_switches: %llu", &some) == 1) {
            all += some;
        }
    }
    if (file) {
        fclose(file);
    }
    return all;
}

enum { MOST_THREADS = 16384 };

struct switches {
    long count;
    struct { long thread; uint64_t switches; } of[MOST_THREADS];
};

// How often each thread has left a processor that there is now; none without a process.
static inline void read_switches(long pid, struct switches *all) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%ld/task", pid);
    DIR *threads = pid ? opendir(path) : NULL;
    all->count = 0;
    for (struct dirent *thread = threads ? readdir(threads) : NULL; thread; thread = readdir(threads)) {
        if (thread->d_name[0] != '.' && all->count < MOST_THREADS) {
            all->of[all->count].thread = atol(thread->d_name);
            all->of[all->count++].switches = switches_of_thread(pid, thread->d_name);
        }
    }
    if (threads) {
        closedir(threads);
    }
}

// Those since then of the threads that there are now. Both are in the order of /proc, which is that of the numbers.
static inline uint64_t switches_between(const struct switches *before, const struct switches *after) {
    uint64_t sum = 0;
    for (long i = 0, j = 0; i < after->count; i++) {
        while (j < before->count && before->of[j].thread < after->of[i].thread) {
            j++; // It has ended.
        }
        bool known = j < before->count && before->of[j].thread == after->of[i].thread;
        uint64_t then = known ? before->of[j].switches : 0, now = after->of[i].switches;
        sum += now > then ? now - then : 0; // It may have ended while it was read.
    }
    return sum;
}

#endif
