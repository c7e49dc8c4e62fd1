// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.io;

import dev.poller.blocking.internal.end.Buffers;
import dev.poller.blocking.internal.end.ByteEndpoint;
import dev.poller.blocking.internal.end.HalfCloser;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reading and writing bytes. Any thread. */
public final class ByteCalls {
    /** Reads up to {@code length} bytes, at least 1. */
    public static final Operation<ByteEndpoint, byte[]> READ = Operation.reading(Buffers.SIZE, ByteEndpoint::read);

    /** Reads into all that remains of a direct buffer, at least 1 byte, without moving it. */
    public static final Operation<ByteEndpoint, ByteBuffer> READ_DIRECT =
            Operation.reading(Integer.MAX_VALUE, (endpoint, target, offset, length) -> endpoint.read(target));

    /** Writes all of {@code length} bytes, at least 1. */
    public static final Operation<ByteEndpoint, byte[]> WRITE = Operation.writing(Buffers.SIZE, ByteEndpoint::write);

    /** Writes all that remains, at least 1 byte, and moves the position past what was written, also when it throws. */
    public static final Operation<ByteEndpoint, ByteBuffer> WRITE_BUFFER =
            Operation.writing(Integer.MAX_VALUE, (endpoint, source, offset, length) -> {
                int count = endpoint.write(source);
                if (count > 0) {
                    source.position(source.position() + count);
                }
                return count;
            });

    private ByteCalls() {}

    /**
     * Ends one direction: the waiting read and every later one return -1, or the waiting write fails, and so does every
     * later one.
     */
    public static void shutdown(Handle<? extends HalfCloser> handle, boolean writing) throws IOException {
        handle.enter();
        try {
            (writing ? handle.write : handle.read).shut();
            handle.endpoint().shutdown(writing);
        } finally {
            handle.leave();
        }
    }
}
