// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

/**
 * What is different in {@code struct sockaddr} and its kin: Linux begins with a family of 2 bytes in native order, the
 * BSDs with a byte for the structure's length and a byte for the family. All else is the same.
 *
 * @param hasLength true if the first byte is the length ({@code sa_len})
 * @param pathBytes how long {@code sun_path} is, which begins after 2 bytes everywhere
 * @param hasAbstractNames true if a Unix socket's name that begins with a zero byte is one without a file
 */
public record SockaddrLayout(boolean hasLength, int pathBytes, boolean hasAbstractNames) {
    // linux/socket.h, linux/un.h (UNIX_PATH_MAX) and unix(7).
    static final SockaddrLayout LINUX = new SockaddrLayout(false, 108, true);

    // sys/socket.h and sys/un.h of xnu, FreeBSD, OpenBSD, NetBSD and DragonFly.
    static final SockaddrLayout BSD = new SockaddrLayout(true, 104, false);
}
