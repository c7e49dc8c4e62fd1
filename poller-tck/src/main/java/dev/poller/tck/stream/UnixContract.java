// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** {@link StreamContract} over Unix sockets, and what is their own (U). */
public abstract class UnixContract extends StreamContract {
    /** For subclasses. */
    protected UnixContract() {}

    /** A condition by annotation would not be inherited. */
    @BeforeAll
    static void needsUnixSockets() throws IOException {
        try {
            SocketChannel.open(StandardProtocolFamily.UNIX).close();
        } catch (UnsupportedOperationException none) {
            abort("this system has no Unix sockets");
        }
    }

    @Nested
    final class Unix extends UnixTests {
        @Override
        StreamSubject subject() {
            return UnixContract.this.subject();
        }
    }

    @Nested
    final class UnixFile extends UnixFileTests {
        @Override
        StreamSubject subject() {
            return UnixContract.this.subject();
        }
    }
}
