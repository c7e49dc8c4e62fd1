// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

/**
 * Where the members of {@code struct kevent} are in a 64-bit process; all of them in native byte order. A caller zeroes
 * the whole structure before it fills one in: what is not named here ({@code ext} on FreeBSD) has to be 0.
 *
 * <pre>
 *             macOS, OpenBSD, DragonFly   FreeBSD from 12 on   NetBSD, __kevent50
 *   ident     0   8 bytes                 0                    0
 *   filter    8   2 bytes, signed         8   2 bytes, signed  8   4 bytes
 *   flags     10  2 bytes                 10  2 bytes          12  4 bytes
 *   fflags    12  4 bytes                 12                   16
 *   data      16  8 bytes, signed         16                   24
 *   udata     24  8 bytes                 24                   32
 *   ext                                   32  4 x 8 bytes
 * </pre>
 *
 * @param size bytes from one event of an array to the next
 * @param identOffset of {@code ident}: the descriptor, 8 bytes
 * @param filterOffset of {@code filter}
 * @param filterBytes 2 (signed) or 4
 * @param flagsOffset of {@code flags}
 * @param flagsBytes 2 or 4
 * @param fflagsOffset of {@code fflags}, 4 bytes
 * @param dataOffset of {@code data}, 8 bytes, signed
 * @param udataOffset of {@code udata}, 8 bytes
 */
public record KeventLayout(
        int size,
        int identOffset,
        int filterOffset,
        int filterBytes,
        int flagsOffset,
        int flagsBytes,
        int fflagsOffset,
        int dataOffset,
        int udataOffset) {
    // xnu bsd/sys/event.h (#pragma pack(4)); OpenBSD and DragonFly sys/event.h; libkqueue include/sys/event.h.
    static final KeventLayout PLAIN = new KeventLayout(32, 0, 8, 2, 10, 2, 12, 16, 24);

    // FreeBSD sys/event.h since 12.0: ext[4] after the same members.
    static final KeventLayout EXTENDED = new KeventLayout(64, 0, 8, 2, 10, 2, 12, 16, 24);

    // NetBSD sys/event.h up to 10, and since then struct kevent100's predecessor, which __kevent50 goes on taking.
    static final KeventLayout WIDE = new KeventLayout(40, 0, 8, 4, 12, 4, 16, 24, 32);
}
