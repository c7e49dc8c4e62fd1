// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A system call failed. The message names the call, the descriptor, the errno and what the call was about. */
public final class ErrnoException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String call;
    private final int fd;
    private final @Nullable String subject;
    private final int errno;
    private final String errnoName;
    private final String text;

    ErrnoException(String call, int fd, @Nullable String subject, Errno of, long result) {
        super(call
                + (fd >= 0 ? " on fd " + fd : "")
                + (": " + of.name(result) + " (" + of.number(result) + ") " + of.text(result))
                + (subject == null ? "" : ": " + subject));
        this.call = call;
        this.fd = fd;
        this.subject = subject;
        this.errno = of.number(result);
        this.errnoName = of.name(result);
        this.text = of.text(result);
    }

    /** The C function, with its operation in parentheses if it has several. */
    public String call() {
        return call;
    }

    /** The descriptor; negative if the call has none. */
    public int fd() {
        return fd;
    }

    /** What the call was about besides its descriptor, an address or a path; null if nothing. */
    public @Nullable String subject() {
        return subject;
    }

    /** What the C library says of the errno, as {@code strerror} puts it. */
    public String text() {
        return text;
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
