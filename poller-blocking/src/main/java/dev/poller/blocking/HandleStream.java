// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.Interest;
import dev.poller.blocking.internal.end.Awaited;
import dev.poller.blocking.internal.end.Buffers;
import dev.poller.blocking.internal.end.ByteEndpoint;
import dev.poller.blocking.internal.end.ByteEndpoint.SourceFile;
import dev.poller.blocking.internal.end.HalfCloser;
import dev.poller.blocking.internal.end.Transport;
import dev.poller.blocking.internal.io.AwaitCalls;
import dev.poller.blocking.internal.io.BulkCalls;
import dev.poller.blocking.internal.io.ByteCalls;
import dev.poller.blocking.internal.io.Handle;
import dev.poller.blocking.internal.io.Lease;
import dev.poller.blocking.internal.io.Operation;
import dev.poller.blocking.internal.io.Parts;
import dev.poller.blocking.internal.wait.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Objects;

/**
 * A {@link ByteStream} over a handle; subclasses say what of. Any thread.
 *
 * <p>The fences keep a stream reachable while it is used: one that is not is closed ({@link
 * dev.poller.blocking.internal.io.Abandoned}).
 */
abstract class HandleStream<E extends ByteEndpoint & Awaited & HalfCloser> implements ByteStream {
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

    final Transport transport() {
        return netpoll.runtime().transport();
    }

    final Handle<E> handle() {
        return handle;
    }

    final <D> int run(Operation<? super E, D> operation, D data, int offset, int length, Until until, String name)
            throws IOException {
        try {
            return operation.run(handle, data, offset, length, until.limit(handle, name));
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** See {@link Netpoll#newThread}. */
    final Thread newThread(Runnable task) {
        return handle.driver().newThread(task);
    }

    @Override
    public final int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        try {
            return length == 0 ? 0 : ByteCalls.READ.run(handle, target, offset, length, null);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public final int read(byte[] target, int offset, int length, Until until) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        return length == 0 ? 0 : run(ByteCalls.READ, target, offset, length, until, "Read");
    }

    @Override
    public final int read(ByteBuffer target) throws IOException {
        return read(target, Until.FOREVER);
    }

    @Override
    public final int read(ByteBuffer target, Until until) throws IOException {
        if (target.isReadOnly()) {
            throw new ReadOnlyBufferException();
        }
        int room = target.remaining();
        if (room == 0) {
            return 0;
        }
        int position = target.position();
        int count = target.hasArray()
                ? run(ByteCalls.READ, target.array(), target.arrayOffset() + position, room, until, "Read")
                : run(ByteCalls.READ_DIRECT, target, 0, room, until, "Read");
        if (count > 0) {
            target.position(position + count);
        }
        return count;
    }

    @Override
    public final void write(byte[] source, int offset, int length) throws IOException {
        write(source, offset, length, Until.FOREVER);
    }

    @Override
    public final void write(byte[] source, int offset, int length, Until until) throws IOException {
        Objects.checkFromIndexSize(offset, length, source.length);
        if (length > 0) {
            run(ByteCalls.WRITE, source, offset, length, until, "Write");
        }
    }

    @Override
    public final int write(ByteBuffer source) throws IOException {
        return write(source, Until.FOREVER);
    }

    @Override
    public final int write(ByteBuffer source, Until until) throws IOException {
        int length = source.remaining();
        return length == 0 ? 0 : run(ByteCalls.WRITE_BUFFER, source, 0, length, until, "Write");
    }

    @Override
    public final long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, targets.length);
        for (int i = offset; i < offset + length; i++) {
            if (targets[i].isReadOnly()) {
                throw new ReadOnlyBufferException();
            }
        }
        try {
            return BulkCalls.read(handle, transport(), new Parts(transport().buffers(), targets, offset, length));
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public final long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, sources.length);
        try {
            return BulkCalls.write(handle, new Parts(transport().buffers(), sources, offset, length));
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public final long skip(long count) throws IOException {
        try {
            return BulkCalls.skip(handle, transport(), count);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public final void awaitReadable() throws IOException {
        awaitReadable(Until.FOREVER);
    }

    @Override
    public final void awaitReadable(Until until) throws IOException {
        run(AwaitCalls.READABLE, Interest.READ, 0, 1, until, "Wait");
    }

    @Override
    public final long transferTo(ByteStream target) throws IOException {
        Lease lease = new Lease(transport());
        HandleStream<?> sink = target instanceof HandleStream<?> ours && splices() && ours.splices() ? ours : null;
        long sum = 0;
        try {
            int count = 0;
            while (count >= 0) {
                count = sink != null && lease.isOfStream()
                        ? BulkCalls.splice(handle, sink.handle, lease)
                        : copy(lease, target);
                sum += Math.max(0, count);
            }
            return sum;
        } finally {
            lease.end();
            Reference.reachabilityFence(this);
            Reference.reachabilityFence(target);
        }
    }

    @Override
    public final long transferFrom(Path file, long position, long count) throws IOException {
        if (position < 0 || count < 0) {
            throw new IllegalArgumentException("from " + position + ", " + count + " bytes: neither may be negative");
        }
        if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
            throw new FileSystemException(file.toString(), null, "not a regular file");
        }
        handle.enter(); // what opens files and lends memory is there as long as the handle is open
        try {
            long most = Math.min(count, Long.MAX_VALUE - position);
            long sent = splices() ? sendFile(file, position, most) : 0;
            return sent > 0 || most == 0 ? sent : copyFile(file, position, most);
        } finally {
            handle.leave();
            Reference.reachabilityFence(this);
        }
    }

    private long sendFile(Path file, long position, long count) throws IOException {
        try (SourceFile opened = transport().openFile(file)) {
            return opened == null ? 0 : BulkCalls.send(handle, opened, position, count);
        }
    }

    private long copyFile(Path file, long position, long count) throws IOException {
        long sum = 0;
        try (Buffers.Buffer lent = transport().buffers().take();
                FileChannel from = FileChannel.open(file)) {
            while (sum < count) {
                ByteBuffer bytes = lent.bytes().clear().limit((int) Math.min(count - sum, Buffers.SIZE));
                if (from.read(bytes, position + sum) < 0) {
                    break;
                }
                sum += write(bytes.flip());
            }
            return sum;
        } catch (InterruptedIOException ended) {
            throw BulkCalls.after(sum, ended);
        }
    }

    private boolean splices() {
        return handle.endpoint().splices();
    }

    private int copy(Lease lease, ByteStream target) throws IOException {
        int count = BulkCalls.read(handle, lease);
        ByteBuffer bytes = lease.bytes();
        if (bytes != null) {
            target.write(bytes.limit(count));
            lease.giveBack();
        }
        return count;
    }

    @Override
    public final InputStream inputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return HandleStream.this.read(one) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return HandleStream.this.read(target, offset, length);
            }

            @Override
            public void close() throws IOException {
                HandleStream.this.close();
            }
        };
    }

    @Override
    public final OutputStream outputStream() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                HandleStream.this.write(new byte[] {(byte) b});
            }

            @Override
            public void write(byte[] source, int offset, int length) throws IOException {
                HandleStream.this.write(source, offset, length);
            }

            @Override
            public void close() throws IOException {
                HandleStream.this.close();
            }
        };
    }

    @Override
    public final void setReadDeadline(Duration fromNow) {
        handle.set(handle.read, Deadline.after(fromNow));
    }

    @Override
    public final void setWriteDeadline(Duration fromNow) {
        handle.set(handle.write, Deadline.after(fromNow));
    }

    @Override
    public final void clearReadDeadline() {
        handle.set(handle.read, Deadline.NONE);
    }

    @Override
    public final void clearWriteDeadline() {
        handle.set(handle.write, Deadline.NONE);
    }

    @Override
    public final void shutdownInput() throws IOException {
        shutdown(false);
    }

    @Override
    public final void shutdownOutput() throws IOException {
        shutdown(true);
    }

    private void shutdown(boolean writing) throws IOException {
        try {
            ByteCalls.shutdown(handle, writing);
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
}
