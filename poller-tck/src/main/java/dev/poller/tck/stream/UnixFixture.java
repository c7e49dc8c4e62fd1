// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import dev.poller.UnixAddress;
import dev.poller.blocking.UnixListener;
import dev.poller.blocking.UnixStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** For what only Unix sockets have: files, names, a queue that can be full. */
abstract class UnixFixture extends StreamFixture {
    private final List<Path> files = new ArrayList<>();

    @AfterEach
    final void deleteFiles() throws IOException {
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    /** A file that is not there, and is not left there. */
    final Path newFile() {
        Path file = UnixKind.address().path().orElseThrow();
        files.add(file);
        return file;
    }

    final UnixListener listenUnix() throws IOException {
        return UnixListener.open(netpoll, UnixAddress.of(newFile()));
    }

    final UnixStream connectUnix(UnixListener listener) throws IOException {
        return UnixStream.connect(netpoll, listener.localAddress());
    }
}
