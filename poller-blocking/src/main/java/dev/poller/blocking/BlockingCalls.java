// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The blocking operations on a {@link NetDescriptor}, from any thread. Every one is lock, then repeat { prepare; system
 * call; if it would block, await }.
 */
final class BlockingCalls {
    private final NetDescriptor descriptor;
    private final PollDescriptor poll;

    /** The reset that the kernel reports once and this keeps (JDK: NioSocketImpl.connectionReset). */
    private volatile @Nullable SocketException reset;

    BlockingCalls(NetDescriptor descriptor) {
        this.descriptor = descriptor;
        this.poll = descriptor.poll();
    }

    int read(byte[] target, int offset, int length) throws IOException {
        poll.read.lock();
        try {
            if (poll.read.waitsFirst()) {
                poll.read.await();
            }
            while (poll.read.prepare()) {
                int count = descriptor.endpoint().read(target, offset, length);
                if (count != Endpoint.AGAIN) {
                    poll.read.took(count, Math.min(length, Buffers.SIZE));
                    return unlessReset(count);
                }
                poll.read.await();
            }
            return Endpoint.END;
        } catch (SocketException failure) {
            throw remembered(failure);
        } finally {
            descriptor.unlock(DescriptorLock.READ);
        }
    }

    int read(ByteBuffer direct) throws IOException {
        poll.read.lock();
        try {
            if (poll.read.waitsFirst()) {
                poll.read.await();
            }
            while (poll.read.prepare()) {
                int count = descriptor.endpoint().read(direct);
                if (count != Endpoint.AGAIN) {
                    poll.read.took(count, direct.remaining());
                    return unlessReset(count);
                }
                poll.read.await();
            }
            return Endpoint.END;
        } catch (SocketException failure) {
            throw remembered(failure);
        } finally {
            descriptor.unlock(DescriptorLock.READ);
        }
    }

    void write(byte[] source, int offset, int length) throws IOException {
        int done = 0;
        poll.write.lock();
        try {
            while (done < length) {
                prepareWrite();
                int count = descriptor.endpoint().write(source, offset + done, length - done);
                if (count == Endpoint.AGAIN) {
                    poll.write.await();
                } else {
                    poll.moved();
                    done += count;
                }
            }
        } catch (InterruptedIOException ended) {
            ended.bytesTransferred = done;
            throw ended;
        } catch (SocketException failure) {
            throw remembered(failure); // The kernel tells it once; reads would see an end.
        } finally {
            descriptor.unlock(DescriptorLock.WRITE);
        }
    }

    /** Moves the position past what was written, also when it throws. */
    void write(ByteBuffer source) throws IOException {
        int start = source.position();
        poll.write.lock();
        try {
            while (source.hasRemaining()) {
                prepareWrite();
                int count = descriptor.endpoint().write(source);
                if (count == Endpoint.AGAIN) {
                    poll.write.await();
                } else {
                    poll.moved();
                    source.position(source.position() + count);
                }
            }
        } catch (InterruptedIOException ended) {
            ended.bytesTransferred = source.position() - start;
            throw ended;
        } catch (SocketException failure) {
            throw remembered(failure);
        } finally {
            descriptor.unlock(DescriptorLock.WRITE);
        }
    }

    Endpoint accept() throws IOException {
        poll.read.lock();
        try {
            for (; ; ) {
                poll.read.prepare();
                Endpoint accepted = descriptor.endpoint().accept();
                if (accepted != null) {
                    return accepted;
                }
                poll.read.await();
            }
        } finally {
            descriptor.unlock(DescriptorLock.READ);
        }
    }

    /** Connects until a point in time or {@link Deadline#NONE}, which is the write side's deadline meanwhile. */
    void connect(InetSocketAddress remote, long deadline) throws IOException {
        Endpoint endpoint = descriptor.endpoint();
        poll.write.lock();
        try {
            poll.use(Use.CONNECTING);
            descriptor.timers().set(poll.write, deadline);
            poll.write.prepare();
            boolean connected = endpoint.connect(remote);
            while (!connected) {
                poll.write.await();
                poll.write.prepare();
                connected = endpoint.finishConnect(remote);
            }
            if (endpoint.localAddress().equals(endpoint.remoteAddress())) {
                throw new ConnectException("the socket connected to itself: " + remote);
            }
        } finally {
            descriptor.timers().set(poll.write, Deadline.NONE);
            poll.use(Use.STREAM);
            descriptor.unlock(DescriptorLock.WRITE);
        }
    }

    void shutdownInput() throws IOException {
        descriptor.enter();
        try {
            poll.read.shut();
            descriptor.endpoint().shutdownInput();
        } finally {
            descriptor.leave();
        }
    }

    void shutdownOutput() throws IOException {
        descriptor.enter();
        try {
            poll.write.shut();
            descriptor.endpoint().shutdownOutput();
        } finally {
            descriptor.leave();
        }
    }

    /** After a reset there are bytes received before it, and then not the end that the kernel shows, but the reset. */
    private int unlessReset(int count) throws SocketException {
        SocketException sticky = reset;
        if (count == Endpoint.END && sticky != null) {
            throw (SocketException) new SocketException("Connection reset").initCause(sticky);
        }
        return count;
    }

    private SocketException remembered(SocketException failure) {
        if (reset == null && "Connection reset".equals(failure.getMessage())) {
            reset = failure;
        }
        return failure;
    }

    private void prepareWrite() throws IOException {
        if (!poll.write.prepare()) {
            throw new SocketException("Socket output is shut down");
        }
    }
}
