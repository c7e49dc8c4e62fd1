// SPDX-License-Identifier: Apache-2.0
//
// What the bytes are, so that every one can be checked at the price of a memcmp. A message is a window of one long
// pattern, at an offset that depends on the connection and on how often it has sent; the answer to a request is fixed,
// and the servers in Java and Go make the same one.

#ifndef PATTERN_H
#define PATTERN_H

// Where the Unix socket of a number is.
#define SOCKET_FILE "/tmp/poller-benchmark-%d.sock"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { OFFSETS = 251 }; // a prime: neighbours in time and in number differ

static inline unsigned char *message_pattern(size_t message) {
    size_t length = message + OFFSETS;
    unsigned char *bytes = malloc(length);
    for (size_t i = 0; bytes && i < length; i++) {
        bytes[i] = (unsigned char)((i * 2654435761u) >> 13);
    }
    return bytes;
}

static inline unsigned char *reply_pattern(size_t reply) {
    unsigned char *bytes = malloc(reply ? reply : 1);
    for (size_t i = 0; bytes && i < reply; i++) {
        bytes[i] = (unsigned char)(i * 31 + 7);
    }
    return bytes;
}

// What a client asks of a server that asks a back end, and what that must answer: the value is a reply's pattern.
enum { VALUE = 64 };

static inline unsigned char *http_request(long *length) {
    static unsigned char text[] = "GET /key HTTP/1.1\r\nHost: localhost\r\n\r\n";
    *length = sizeof text - 1;
    return text;
}

static inline unsigned char *http_reply(long *length) {
    static unsigned char text[128] = "HTTP/1.1 200 OK\r\nContent-Length: 64\r\n\r\n";
    size_t head = strlen((char *)text);
    unsigned char *value = reply_pattern(VALUE);
    for (size_t i = 0; value && i < VALUE; i++) {
        text[head + i] = value[i];
    }
    free(value);
    *length = (long)head + VALUE;
    return text;
}

#endif
