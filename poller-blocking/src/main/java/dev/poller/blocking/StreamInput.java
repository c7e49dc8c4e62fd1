// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import java.io.IOException;
import java.io.InputStream;

/** A {@link ByteStream} as an input stream. Any thread. */
final class StreamInput extends InputStream {
    private final ByteStream stream;

    StreamInput(ByteStream stream) {
        this.stream = stream;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return stream.read(one) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return stream.read(target, offset, length);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
