// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.io;

import dev.poller.blocking.internal.end.Buffers;
import dev.poller.blocking.internal.end.ByteEndpoint;
import dev.poller.blocking.internal.end.HalfCloser;
import dev.poller.blocking.internal.wait.Limit;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reading and writing bytes. Any thread. */
public final class ByteCalls {
    private static final Operation<ByteEndpoint, byte[]> READ = new Operation<>(Operation.Direction.READ, false) {
        @Override
        int attempt(ByteEndpoint endpoint, byte[] target, int offset, int length) throws IOException {
            return endpoint.read(target, offset, length);
        }
    };

    private static final Operation<ByteEndpoint, ByteBuffer> READ_DIRECT =
            new Operation<>(Operation.Direction.READ, false) {
                @Override
                int attempt(ByteEndpoint endpoint, ByteBuffer target, int offset, int length) throws IOException {
                    return endpoint.read(target);
                }
            };

    private static final Operation<ByteEndpoint, byte[]> WRITE = new Operation<>(Operation.Direction.WRITE, true) {
        @Override
        int attempt(ByteEndpoint endpoint, byte[] source, int offset, int length) throws IOException {
            return endpoint.write(source, offset, length);
        }
    };

    private static final Operation<ByteEndpoint, ByteBuffer> WRITE_BUFFER =
            new Operation<>(Operation.Direction.WRITE, true) {
                @Override
                int attempt(ByteEndpoint endpoint, ByteBuffer source, int offset, int length) throws IOException {
                    int count = endpoint.write(source);
                    if (count > 0) {
                        source.position(source.position() + count);
                    }
                    return count;
                }
            };

    private ByteCalls() {}

    /** Reads at least one of {@code length} bytes, at least 1; how many, or -1 at the end of the stream. */
    public static int read(
            Handle<? extends ByteEndpoint> handle, byte[] target, int offset, int length, @Nullable Limit limit)
            throws IOException {
        return READ.run(handle, target, offset, Math.min(length, Buffers.SIZE), limit);
    }

    /** Reads into what remains, at least 1 byte, and moves the position; how many, or -1 at the end of the stream. */
    public static int read(Handle<? extends ByteEndpoint> handle, ByteBuffer target, @Nullable Limit limit)
            throws IOException {
        int count = target.hasArray()
                ? read(handle, target.array(), target.arrayOffset() + target.position(), target.remaining(), limit)
                : READ_DIRECT.run(handle, target, 0, target.remaining(), limit);
        if (count > 0) {
            target.position(target.position() + count);
        }
        return count;
    }

    /** Writes all of {@code length} bytes, at least 1. */
    public static void write(
            Handle<? extends ByteEndpoint> handle, byte[] source, int offset, int length, @Nullable Limit limit)
            throws IOException {
        WRITE.run(handle, source, offset, length, limit);
    }

    /** Writes all that remains, at least 1 byte; moves the position past what was written, also when it throws. */
    public static void write(Handle<? extends ByteEndpoint> handle, ByteBuffer source, @Nullable Limit limit)
            throws IOException {
        WRITE_BUFFER.run(handle, source, 0, source.remaining(), limit);
    }

    /** Ends reading: the waiting read and every later one return -1. */
    public static void shutdownInput(Handle<? extends HalfCloser> handle) throws IOException {
        handle.enter();
        try {
            handle.read.shut();
            handle.endpoint().shutdownInput();
        } finally {
            handle.leave();
        }
    }

    /** Ends writing: the waiting write fails, and so does every later one. */
    public static void shutdownOutput(Handle<? extends HalfCloser> handle) throws IOException {
        handle.enter();
        try {
            handle.write.shut();
            handle.endpoint().shutdownOutput();
        } finally {
            handle.leave();
        }
    }
}
