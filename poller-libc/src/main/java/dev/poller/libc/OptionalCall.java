// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

/**
 * Calls that not every system has, that a sandbox may refuse with EPERM, and that fail with EPERM for reasons of
 * their own. Whether one can be had is found out by a call that does nothing: it says that -1 is no descriptor. Any
 * thread may ask.
 */
public enum OptionalCall {
    /** accept4(2); EPERM is also a firewall's answer. */
    ACCEPT4,
    /** sendmmsg(2); EPERM is also a firewall's answer. */
    SENDMMSG;

    /** Minus EBADF if it can be had; else minus what keeps it from that. */
    public int probe(Libc libc) {
        return switch (this) {
            case ACCEPT4 -> libc.accept4(-1, 0, 0, 0);
            case SENDMMSG -> libc.sendmmsg(-1, 0, 0, 0);
        };
    }

    /**
     * True if this result of a real call means that there is no such call here.
     *
     * @param result minus errno, or success
     */
    public boolean isAbsent(Libc libc, long result) {
        Errno errno = libc.errno();
        return errno.isMissing(result) || (errno.isAbsent(result) && errno.isAbsent(probe(libc)));
    }
}
