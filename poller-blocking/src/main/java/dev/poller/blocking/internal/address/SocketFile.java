// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.address;

import dev.poller.UnixAddress;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The file of a Unix socket. Any thread. */
public final class SocketFile {
    /** S_IFMT and S_IFSOCK: the same on every system (sys/stat.h). */
    private static final int TYPE = 0170000;

    private static final int SOCKET = 0140000;

    private final Path path;

    /** Tells it from a later file at the same path; null where the system does not tell. */
    private final @Nullable Object key;

    private SocketFile(Path path, @Nullable Object key) {
        this.path = path;
        this.key = key;
    }

    /** The file that is there now; empty if the address is no file, or there is none, or it is no socket. */
    public static Optional<SocketFile> at(SocketAddress address) throws IOException {
        Optional<Path> path = address instanceof UnixAddress unix ? unix.path() : Optional.empty();
        if (path.isEmpty()) {
            return Optional.empty();
        }
        try {
            BasicFileAttributes found = attributes(path.get());
            return isSocket(path.get(), found)
                    ? Optional.of(new SocketFile(path.get(), found.fileKey()))
                    : Optional.empty();
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isSocket(Path path, BasicFileAttributes found) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return found.isOther();
        }
        int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return (mode & TYPE) == SOCKET;
    }

    /** Deletes the file, if there is one, and then closes: whoever finds it still there finds a listener. */
    public static void delete(@Nullable SocketFile file, Closeable socket) throws IOException {
        try (socket) {
            if (file != null) {
                file.delete();
            }
        }
    }

    /**
     * Deletes it, unless it has gone or another one has taken its place. There is no telling in the instant between the
     * look and the deletion.
     */
    public void delete() throws IOException {
        try {
            Object now = attributes(path).fileKey();
            if (key == null || key.equals(now)) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException gone) {
            // Somebody has deleted it before.
        }
    }
}
