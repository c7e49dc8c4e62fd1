// SPDX-License-Identifier: Apache-2.0
//
// A number on the command line.

#ifndef NUMBER_H
#define NUMBER_H

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static double number(const char *option, const char *text, double lowest) {
    char *end;
    double value = strtod(text, &end);
    if (*text == 0 || *end != 0 || !(value >= lowest)) {
        fprintf(stderr, "%s: --%s wants a number of at least %g, not '%s' (try --help)\n", program_invocation_short_name,
                option, lowest, text);
        exit(2);
    }
    return value;
}

#endif
