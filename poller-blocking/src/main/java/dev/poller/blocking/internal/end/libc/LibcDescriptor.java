// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.libc;

import dev.poller.BadDescriptorException;
import dev.poller.Interest;
import dev.poller.Poller;
import dev.poller.Registration;
import dev.poller.Trigger;
import dev.poller.blocking.internal.end.Adopted;
import dev.poller.blocking.internal.end.Kind;
import dev.poller.libc.Constant;
import dev.poller.libc.ErrnoException;
import java.io.IOException;
import java.util.Set;

/** Any descriptor that read(2) and write(2) take and a poller can watch. */
class LibcDescriptor extends LibcBytes implements Adopted {
    /** O_ACCMODE, O_RDONLY and O_WRONLY: the same on every system (fcntl.h). */
    private static final int ACCESS = 3;

    private static final int READ_ONLY = 0;
    private static final int WRITE_ONLY = 1;

    private final Kind kind;

    /** The status flags that it came with. */
    private final int status;

    /** This has made it non-blocking. */
    private volatile boolean changed;

    private volatile boolean own;

    LibcDescriptor(SocketCalls calls, int fd, Kind kind, int status) {
        super(calls, fd);
        this.kind = kind;
        this.status = status;
    }

    /** Looks at a descriptor; changes nothing yet. */
    static LibcDescriptor of(SocketCalls calls, int fd) throws IOException {
        int status = status(calls, fd);
        return new LibcDescriptor(calls, fd, KindProbe.of(calls, fd), status);
    }

    static int status(SocketCalls calls, int fd) throws IOException {
        int status = fd < 0 ? -calls.value(Constant.EBADF) : calls.libc.fcntl(fd, calls.value(Constant.F_GETFL), 0);
        if (status < 0) {
            ErrnoException failure = calls.libc.failure("fcntl(F_GETFL)", fd, status);
            throw calls.errno.is(status, Constant.EBADF)
                    ? new BadDescriptorException("adopt: fd " + fd + " is not open", failure)
                    : failure;
        }
        return status;
    }

    @Override
    public final Kind kind() {
        return kind;
    }

    @Override
    public final void own(boolean own) {
        this.own = own;
    }

    @Override
    final Set<Interest> interest() {
        return switch (status & ACCESS) {
            case READ_ONLY -> Interest.READ_ONLY;
            case WRITE_ONLY -> Interest.WRITE_ONLY;
            default -> Interest.READ_WRITE;
        };
    }

    @Override
    public Registration register(Poller poller, Trigger trigger, Object attachment) throws IOException {
        int flag = calls.value(Constant.O_NONBLOCK);
        if ((status & flag) == 0) {
            calls.setFlags(fd, Constant.F_SETFL, status | flag);
            changed = true;
        }
        return super.register(poller, trigger, attachment);
    }

    /** The flag belongs to all who share the open file description (open(2)): it is put back. */
    @Override
    public final void close() throws IOException {
        try {
            if (changed) {
                putBack();
            }
        } finally {
            if (own) {
                super.close();
            }
        }
    }

    @Override
    public final boolean isChanged() {
        return changed;
    }

    @Override
    public final void putBack() throws IOException {
        calls.setFlags(fd, Constant.F_SETFL, status(calls, fd) & ~calls.value(Constant.O_NONBLOCK));
    }

    @Override
    long receive(long address, int length) {
        return calls.libc.read(fd, address, length);
    }

    @Override
    long send(long address, int length) {
        return calls.libc.write(fd, address, length);
    }

    @Override
    final String call(boolean writes) {
        return writes ? "write" : "read";
    }
}
