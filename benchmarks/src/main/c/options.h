// SPDX-License-Identifier: Apache-2.0
//
// What the load generator is told. dev.poller.benchmarks.load.LoadMain takes the same.

#ifndef OPTIONS_H
#define OPTIONS_H

#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#include "number.h"

struct options {
    long port;
    long connections;
    long idle;
    long message;
    long reply; // 0: the answer is the message
    double warm_up;
    double seconds;
    long requests; // 0: for so many seconds
    long flood;
    long server_pid;
    bool unix_socket; // the port is its number
    bool udp;
    bool churn; // each message on a new connection
    bool http; // requests and answers of HTTP in the place of patterns; message and reply are their lengths then
    double rate; // messages a second, of all connections; 0: each as soon as the last is answered
    bool paced;
};

static const char USAGE[] =
    "usage: load --port N [--connections N] [--idle N] [--message BYTES] [--reply BYTES] [--warm-up SECONDS]\n"
    "            [--seconds SECONDS | --requests N] [--flood 0|1] [--server-pid PID] [--unix | --udp] [--paced]\n"
    "            [--http] [--rate N] [--churn]\n"
    "Sends a message on each connection, waits for the whole answer, sends the next. Prints one JSON object.\n"
    "Without --reply the answer must be the message. --idle connections are opened and never written to.\n"
    "With --http it asks for /key and expects the 64 bytes that the back end has. With --rate so many messages a second\n"
    "are due whether answers come or not, and a latency is counted from the moment at which a message was due.\n"
    "With --churn each message has a connection of its own: a latency is from its connect to the end that the server sends.\n"
    "--flood 1 adds a connection that sends without waiting. With --paced it waits for a line on its input before the\n"
    "first message, and for the end of its input before it closes the connections.\n";

static struct options parse_options(int argc, char **argv) {
    static const struct option known[] = {
        {"port", 1, 0, 'p'},     {"connections", 1, 0, 'c'}, {"idle", 1, 0, 'i'},       {"message", 1, 0, 'm'},
        {"reply", 1, 0, 'r'},    {"warm-up", 1, 0, 'w'},     {"seconds", 1, 0, 's'},    {"requests", 1, 0, 'n'},
        {"flood", 1, 0, 'f'},    {"server-pid", 1, 0, 'P'},  {"paced", 0, 0, 'g'},     {"unix", 0, 0, 'u'},    {"udp", 0, 0, 'd'},
        {"http", 0, 0, 'H'},     {"rate", 1, 0, 'R'},        {"churn", 0, 0, 'C'},      {"help", 0, 0, 'h'},
        {0, 0, 0, 0}};
    struct options o = {.connections = 1, .message = 64, .warm_up = 1, .seconds = 1};
    opterr = 0;
    for (int index = 0, c; (c = getopt_long(argc, argv, "", known, &index)) != -1;) {
        const char *name = known[index].name;
        switch (c) {
        case 'p': o.port = (long)number(name, optarg, 1); break;
        case 'c': o.connections = (long)number(name, optarg, 0); break;
        case 'i': o.idle = (long)number(name, optarg, 0); break;
        case 'm': o.message = (long)number(name, optarg, 1); break;
        case 'r': o.reply = (long)number(name, optarg, 0); break;
        case 'w': o.warm_up = number(name, optarg, 0); break;
        case 's': o.seconds = number(name, optarg, 0); break;
        case 'n': o.requests = (long)number(name, optarg, 1); break;
        case 'f': o.flood = (long)number(name, optarg, 0); break;
        case 'P': o.server_pid = (long)number(name, optarg, 1); break;
        case 'g': o.paced = true; break;
        case 'u': o.unix_socket = true; break;
        case 'd': o.udp = true; break;
        case 'H': o.http = true; break;
        case 'C': o.churn = true; break;
        case 'R': o.rate = number(name, optarg, 0); break;
        case 'h': fputs(USAGE, stdout); exit(0);
        default:
            fprintf(stderr, "load: not understood: '%s' (try 'load --help')\n", argv[optind - 1]);
            exit(2);
        }
    }
    if (optind < argc || o.port == 0 || o.port > 65535 || o.flood > 1 || (o.flood && o.reply) ||
        (o.churn && (o.rate > 0 || o.idle || o.flood || o.udp || o.unix_socket))) {
        fprintf(stderr, "load: %s (try 'load --help')\n",
                o.port == 0 || o.port > 65535 ? "--port wants a port" : optind < argc ? "unexpected argument"
                : o.churn                           ? "--churn is over TCP, and neither with --rate nor with --idle and --flood"
                                                    : "--flood is 0 or 1, and without --reply");
        exit(2);
    }
    return o;
}

#endif
