// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import java.io.IOException;

/** A system call failed. The message names the call, the descriptor and the errno. */
public final class ErrnoException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String call;
    private final int fd;
    private final int errno;
    private final String errnoName;

    ErrnoException(String call, int fd, int errno, String errnoName, String text) {
        super(call + (fd >= 0 ? " on fd " + fd : "") + ": " + errnoName + " (" + errno + ") " + text);
        this.call = call;
        this.fd = fd;
        this.errno = errno;
        this.errnoName = errnoName;
    }

    /** The C function, with its operation in parentheses if it has several. */
    public String call() {
        return call;
    }

    /** The descriptor; negative if the call has none. */
    public int fd() {
        return fd;
    }

    /** The positive errno. */
    public int errno() {
        return errno;
    }

    /** The errno's symbol, for example {@code EEXIST}. */
    public String errnoName() {
        return errnoName;
    }
}
