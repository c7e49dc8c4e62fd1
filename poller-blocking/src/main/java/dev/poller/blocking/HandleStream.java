// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.blocking.internal.end.ByteEndpoint;
import dev.poller.blocking.internal.end.HalfCloser;
import dev.poller.blocking.internal.io.ByteCalls;
import dev.poller.blocking.internal.io.Handle;
import dev.poller.blocking.internal.wait.Limit;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ByteStream} over a handle; subclasses say what of. Any thread.
 *
 * <p>The fences keep a stream reachable while it is used: one that is not is closed ({@link
 * dev.poller.blocking.internal.io.Abandoned}).
 */
abstract class HandleStream<E extends ByteEndpoint & HalfCloser> implements ByteStream {
    private final Netpoll netpoll;
    private final Handle<E> handle;

    /**
     * A stream that owns the handle.
     *
     * @param netpoll kept reachable as long as this is
     */
    HandleStream(Netpoll netpoll, Handle<E> handle) {
        this.netpoll = netpoll;
        this.handle = handle;
        handle.ownedBy(this);
    }

    final Netpoll netpoll() {
        return netpoll;
    }

    final Handle<E> handle() {
        return handle;
    }

    @Override
    public final int read(byte[] target, int offset, int length) throws IOException {
        return read(target, offset, length, (Limit) null);
    }

    @Override
    public final int read(byte[] target, int offset, int length, Until until) throws IOException {
        return read(target, offset, length, until.limit(handle, "Read"));
    }

    private int read(byte[] target, int offset, int length, @Nullable Limit limit) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        try {
            return ByteCalls.read(handle, target, offset, length, limit);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public final int read(ByteBuffer target) throws IOException {
        return read(target, (Limit) null);
    }

    @Override
    public final int read(ByteBuffer target, Until until) throws IOException {
        return read(target, until.limit(handle, "Read"));
    }

    private int read(ByteBuffer target, @Nullable Limit limit) throws IOException {
        if (target.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        if (!target.hasRemaining()) {
            return 0;
        }
        try {
            return ByteCalls.read(handle, target, limit);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public final void write(byte[] source, int offset, int length) throws IOException {
        write(source, offset, length, (Limit) null);
    }

    @Override
    public final void write(byte[] source, int offset, int length, Until until) throws IOException {
        write(source, offset, length, until.limit(handle, "Write"));
    }

    private void write(byte[] source, int offset, int length, @Nullable Limit limit) throws IOException {
        Objects.checkFromIndexSize(offset, length, source.length);
        if (length == 0) {
            return;
        }
        try {
            ByteCalls.write(handle, source, offset, length, limit);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public final int write(ByteBuffer source) throws IOException {
        return write(source, (Limit) null);
    }

    @Override
    public final int write(ByteBuffer source, Until until) throws IOException {
        return write(source, until.limit(handle, "Write"));
    }

    private int write(ByteBuffer source, @Nullable Limit limit) throws IOException {
        int length = source.remaining();
        if (length == 0) {
            return 0;
        }
        try {
            ByteCalls.write(handle, source, limit);
            return length;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public final InputStream inputStream() {
        return new Input(this);
    }

    @Override
    public final OutputStream outputStream() {
        return new Output(this);
    }

    @Override
    public final void setReadDeadline(Duration fromNow) {
        handle.deadline(handle.read, fromNow);
    }

    @Override
    public final void setWriteDeadline(Duration fromNow) {
        handle.deadline(handle.write, fromNow);
    }

    @Override
    public final void clearReadDeadline() {
        handle.noDeadline(handle.read);
    }

    @Override
    public final void clearWriteDeadline() {
        handle.noDeadline(handle.write);
    }

    @Override
    public final void shutdownInput() throws IOException {
        try {
            ByteCalls.shutdownInput(handle);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public final void shutdownOutput() throws IOException {
        try {
            ByteCalls.shutdownOutput(handle);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public final boolean isOpen() {
        return handle.isOpen();
    }

    @Override
    public final void close() throws IOException {
        handle.close();
    }

    private static final class Input extends InputStream {
        private final ByteStream stream;

        Input(ByteStream stream) {
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

    private static final class Output extends OutputStream {
        private final ByteStream stream;

        Output(ByteStream stream) {
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
}
