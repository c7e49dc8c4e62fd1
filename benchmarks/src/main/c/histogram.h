// SPDX-License-Identifier: Apache-2.0
//
// A log-linear histogram of nanoseconds: 128 steps in every power of two, so a value is off by less than 1 %.

#ifndef HISTOGRAM_H
#define HISTOGRAM_H

#include <stdint.h>
#include <string.h>

enum { STEP_BITS = 7, STEPS = 1 << STEP_BITS, BUCKETS = (64 - STEP_BITS + 1) * STEPS };

struct histogram {
    uint64_t counts[BUCKETS];
    uint64_t total;
    uint64_t sum;
    uint64_t max;
};

static inline void histogram_clear(struct histogram *h) {
    memset(h, 0, sizeof *h);
}

static inline void histogram_record(struct histogram *h, uint64_t nanos) {
    int shift = nanos < STEPS ? 0 : 63 - __builtin_clzll(nanos) - STEP_BITS;
    // Below STEPS the value itself; above, the power of two and the bits that follow the leading one.
    uint64_t bucket = nanos < STEPS ? nanos : ((uint64_t)(shift + 1) << STEP_BITS) + ((nanos >> shift) & (STEPS - 1));
    h->counts[bucket]++;
    h->total++;
    h->sum += nanos;
    if (nanos > h->max) {
        h->max = nanos;
    }
}

// The middle of the step that holds this share of all values; 0 if there are none.
static inline uint64_t histogram_percentile(const struct histogram *h, double share) {
    uint64_t wanted = (uint64_t)(share * (double)h->total + 0.5);
    uint64_t seen = 0;
    for (uint64_t bucket = 0; bucket < BUCKETS; bucket++) {
        seen += h->counts[bucket];
        if (seen >= wanted && seen > 0) {
            if (bucket < STEPS) {
                return bucket;
            }
            int shift = (int)(bucket >> STEP_BITS) - 1;
            uint64_t lowest = ((uint64_t)STEPS | (bucket & (STEPS - 1))) << shift;
            return lowest + ((1ull << shift) >> 1);
        }
    }
    return 0;
}

#endif
