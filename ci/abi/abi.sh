#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# abi.sh print ARCH   what the C headers of a Linux processor say (ARCH as Java's os.arch names it)
# abi.sh write ARCH   the same, into the golden file
# abi.sh check        compares every golden file whose compiler and emulator are here, and says which it could not
set -eu
cd "$(dirname "$0")"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# The GNU name of a processor. Its emulator is qemu-user-static's, under Java's name.
gnu_name() {
    case "$1" in
        amd64) echo x86_64 ;;
        ppc64le) echo powerpc64le ;;
        *) echo "$1" ;;
    esac
}

can_print() {
    command -v "$(gnu_name "$1")-linux-gnu-gcc" >/dev/null || return 1
    [ "$(gnu_name "$1")" = "$(uname -m)" ] || command -v "qemu-$1-static" >/dev/null
}

# Every step ends the script itself: the shell ignores set -e in a function that is part of a condition.
print() {
    "$(gnu_name "$1")-linux-gnu-gcc" -std=gnu11 -Wall -Wextra -Werror -static -o "$scratch/abi" abi.c || exit 1
    if [ "$(gnu_name "$1")" = "$(uname -m)" ]; then
        "$scratch/abi" >"$scratch/out" || exit 1
    else
        "qemu-$1-static" "$scratch/abi" >"$scratch/out" || exit 1
    fi
}

check() {
    status=0
    for golden in linux-*.txt; do
        arch=${golden#linux-}
        arch=${arch%.txt}
        if ! can_print "$arch"; then
            echo "$golden: not checked, no compiler or emulator here"
            continue
        fi
        print "$arch"
        if diff -u "$golden" "$scratch/out"; then
            echo "$golden: as the headers say"
        else
            status=1
        fi
    done
    return "$status"
}

case "${1-} ${2-}" in
    "check ") check ;;
    "print "?*) print "$2" && cat "$scratch/out" ;;
    "write "?*) print "$2" && cp "$scratch/out" "linux-$2.txt" ;;
    *)
        sed -n '3,5s/^# //p' "$0" >&2
        exit 2
        ;;
esac
