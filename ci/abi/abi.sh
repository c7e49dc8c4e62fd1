#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# abi.sh print ARCH   what this system's C headers say (ARCH as Java's os.arch names it, with -musl for musl's headers)
# abi.sh write ARCH   the same, into the golden file
# abi.sh check        compares this system's golden files if their compiler and emulator are here; names the others
set -eu
cd "$(dirname "$0")"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# This system, as the golden files name it.
system=$(uname -s | tr '[:upper:]' '[:lower:]')
[ "$system" != darwin ] || system=macos

# This machine's processor under Java's name, which is amd64 everywhere but on macOS.
native_arch() {
    case "$(uname -m)" in
        arm64 | evbarm) echo aarch64 ;;
        x86_64) [ "$system" = macos ] && echo x86_64 || echo amd64 ;;
        *) uname -m ;;
    esac
}

# The GNU name of a processor. Its emulator is qemu-user-static's, under Java's name.
gnu_name() {
    case "$1" in
        amd64) echo x86_64 ;;
        ppc64le) echo powerpc64le ;;
        *) echo "$1" ;;
    esac
}

# Linux has compilers for foreign processors; elsewhere there is this machine's.
compiler() {
    if [ "$1" != "${1%-musl}" ]; then
        echo "musl-gcc -static"
    elif [ "$system" = linux ]; then
        echo "$(gnu_name "$1")-linux-gnu-gcc -static"
    else
        echo cc
    fi
}

can_print() {
    if [ "${1%-musl}" = "$(native_arch)" ]; then
        command -v "$(compiler "$1" | cut -d' ' -f1)" >/dev/null
    else
        [ "$system" = linux ] && command -v "$(gnu_name "$1")-linux-gnu-gcc" >/dev/null \
            && command -v "qemu-$1-static" >/dev/null
    fi
}

# Every step ends the script itself: the shell ignores set -e in a function that is part of a condition.
print() {
    can_print "$1" || { echo "no compiler or emulator for $1 here" >&2; exit 1; }
    # shellcheck disable=SC2046 # a command and its option
    $(compiler "$1") -std=gnu11 -Wall -Wextra -Werror -o "$scratch/abi" abi.c || exit 1
    if [ "${1%-musl}" = "$(native_arch)" ]; then
        "$scratch/abi" >"$scratch/out" || exit 1
    else
        "qemu-$1-static" "$scratch/abi" >"$scratch/out" || exit 1
    fi
}

check() {
    status=0
    for golden in "$system"-*.txt; do
        if [ ! -e "$golden" ]; then
            echo "no golden file for $system"
            return 1
        fi
        arch=${golden#"$system"-}
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
    "write "?*) print "$2" && cp "$scratch/out" "$system-$2.txt" ;;
    *)
        sed -n '3,5s/^# //p' "$0" >&2
        exit 2
        ;;
esac
