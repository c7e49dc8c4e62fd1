// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.traffic;

import dev.poller.blocking.ByteStream;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;

/** Bytes to and from, whatever moves them. */
interface Wire extends Closeable {
    int read(byte[] target) throws IOException;

    void write(byte[] source) throws IOException;

    /** Tells the other side that no more comes. */
    void end() throws IOException;

    static Wire of(ByteStream stream) {
        return of(stream, stream);
    }

    /** One whose two directions are two streams, as those of a process. */
    static Wire of(ByteStream from, ByteStream to) {
        return new Wire() {
            @Override
            public int read(byte[] target) throws IOException {
                return from.read(target);
            }

            @Override
            public void write(byte[] source) throws IOException {
                to.write(source);
            }

            @Override
            public void end() throws IOException {
                if (from.equals(to)) {
                    to.shutdownOutput();
                } else {
                    to.close();
                }
            }

            @Override
            public void close() throws IOException {
                try (to) {
                    from.close();
                }
            }
        };
    }

    static Wire of(Socket socket) {
        return new Wire() {
            @Override
            public int read(byte[] target) throws IOException {
                return socket.getInputStream().read(target);
            }

            @Override
            public void write(byte[] source) throws IOException {
                socket.getOutputStream().write(source);
            }

            @Override
            public void end() throws IOException {
                socket.shutdownOutput();
            }

            @Override
            public void close() throws IOException {
                socket.close();
            }
        };
    }
}
