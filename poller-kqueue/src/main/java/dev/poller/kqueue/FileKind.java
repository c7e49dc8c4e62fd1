// SPDX-License-Identifier: Apache-2.0
package dev.poller.kqueue;

import dev.poller.BadDescriptorException;
import dev.poller.NotPollableException;
import dev.poller.descriptor.SocketProbe;
import dev.poller.libc.Constant;
import dev.poller.libc.Libc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Refuses what cannot be waited for. kqueue takes regular files and directories: they are always ready, on FreeBSD for
 * writing too, which would spin (Go os/file_unix.go, kindOpenFile). Called under the lock of the registrations.
 *
 * <p>Not guaranteed: where /dev/fd is not a view of this process's descriptors (FreeBSD and NetBSD without fdescfs) the
 * kind of a file is not found out, and it is taken.
 */
final class FileKind {
    private static final Path DESCRIPTORS = Path.of("/dev/fd");

    private final Libc libc;
    private final SocketProbe sockets;
    private final int bad;

    FileKind(Libc libc) {
        this.libc = libc;
        this.sockets = new SocketProbe(libc);
        this.bad = -libc.abi().value(Constant.EBADF);
    }

    /** Also finds out whether the descriptor is open, which empty interest would not. */
    void requirePollable(int fd) throws IOException {
        int probed = sockets.probe(fd);
        if (probed == bad) {
            throw new BadDescriptorException("fd " + fd + " is not open", libc.failure("getsockname", fd, probed));
        }
        if (probed < 0 && isFile(DESCRIPTORS.resolve(Integer.toString(fd)))) {
            throw new NotPollableException("fd " + fd + " is a regular file or a directory", null);
        }
    }

    private static boolean isFile(Path descriptor) {
        return Files.isRegularFile(descriptor) || Files.isDirectory(descriptor);
    }
}
