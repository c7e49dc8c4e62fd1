// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end.libc;

import dev.poller.blocking.internal.end.Kind;

/** Any descriptor that read(2) and write(2) take and a poller can watch. */
final class LibcDescriptor extends LibcBytes {
    private final Kind kind;

    LibcDescriptor(SocketCalls calls, int fd, Kind kind) {
        super(calls, fd);
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
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
    String call(boolean writes) {
        return writes ? "write" : "read";
    }
}
