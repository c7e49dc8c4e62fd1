// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import java.io.IOException;
import java.io.OutputStream;

/** A {@link ByteStream} as an output stream without a buffer. Any thread. */
final class StreamOutput extends OutputStream {
    private final ByteStream stream;

    StreamOutput(ByteStream stream) {
        this.stream = stream;
    }

    @Override
    public void write(int b) throws IOException {
        stream.write(new byte[] {(byte) b});
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        stream.write(source, offset, length);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
