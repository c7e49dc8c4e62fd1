// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.io;

import dev.poller.blocking.internal.end.Buffers;
import dev.poller.blocking.internal.end.ByteEndpoint;
import dev.poller.blocking.internal.end.ByteEndpoint.SourceFile;
import dev.poller.blocking.internal.end.Conduits.Conduit;
import dev.poller.blocking.internal.end.Endpoint;
import dev.poller.blocking.internal.end.Transport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;

/**
 * Moving bytes through memory that is lent by a transport, never while a thread waits for bytes. Any thread.
 */
public final class BulkCalls {
    /** So much of a file is sent at once: reading it may hold the carrier. */
    private static final int MOST_OF_A_FILE = 1 << 20;

    /** Reads into a buffer that is lent only for the call that finds something. */
    private static final Operation<ByteEndpoint, Lease> READ_LEASED = Operation.reading(
            Buffers.SIZE, (endpoint, lease, offset, length) -> leased(endpoint, lease, length, false));

    /** Writes all that remains in several buffers, at least 1 byte, and moves their positions, also when it throws. */
    private static final Operation<ByteEndpoint, Parts> WRITE_PARTS =
            Operation.writing(Integer.MAX_VALUE, (endpoint, parts, offset, length) -> parts.write(endpoint));

    /** As {@link #READ_LEASED}, but what was read remains to be read. */
    private static final Operation<ByteEndpoint, Lease> PEEK = new Operation<>(
            Operation.Direction.READ,
            Buffers.SIZE,
            false,
            (endpoint, lease, offset, length) -> leased(endpoint, lease, length, true));

    /** Moves bytes into a conduit that is lent only for the call that finds something; 0 if that cannot be done. */
    private static final Operation<ByteEndpoint, Lease> SPLICE_IN =
            new Operation<>(Operation.Direction.READ, Integer.MAX_VALUE, true, (endpoint, lease, offset, length) -> {
                Conduit into = lease.takeConduit();
                if (into == null) {
                    return 0;
                }
                int count = -1;
                try {
                    count = endpoint.read(into, length);
                    return count;
                } finally {
                    lease.conduitTaken(count);
                }
            });

    /** Moves all of {@code length} bytes out of a conduit, at least 1. */
    private static final Operation<ByteEndpoint, Conduit> SPLICE_OUT =
            Operation.writing(Integer.MAX_VALUE, (endpoint, from, offset, length) -> endpoint.write(from, length));

    /** Writes bytes of a file, at least 1; 0 if there are none, or the system refuses. */
    private static final Operation<ByteEndpoint, Region> SEND_FILE = new Operation<>(
            Operation.Direction.WRITE,
            MOST_OF_A_FILE,
            true,
            (endpoint, region, offset, length) -> endpoint.write(region.file, region.position, length));

    private BulkCalls() {}

    private static int leased(ByteEndpoint endpoint, Lease lease, int length, boolean peeks) throws IOException {
        ByteBuffer target = lease.take().limit(length);
        int count = -1;
        try {
            count = peeks ? endpoint.peek(target) : endpoint.read(target);
            return count;
        } finally {
            lease.taken(count);
        }
    }

    /** What is left of a file. One thread. */
    private static final class Region {
        private final SourceFile file;
        private long position;

        Region(SourceFile file, long position) {
            this.file = file;
            this.position = position;
        }
    }

    /**
     * Writes bytes of a file within the kernel, waiting for room.
     *
     * @return how many: fewer only if the file ends, or (then none) that cannot be
     */
    public static long send(Handle<? extends ByteEndpoint> handle, SourceFile file, long position, long count)
            throws IOException {
        Region region = new Region(file, position);
        long end = position + count;
        int sent = 1;
        try {
            while (region.position < end && sent > 0) {
                int most = (int) Math.min(end - region.position, MOST_OF_A_FILE);
                sent = SEND_FILE.run(handle, region, 0, most, null);
                region.position += sent;
            }
        } catch (InterruptedIOException ended) {
            throw after(region.position - position, ended);
        }
        return region.position - position;
    }

    /** The same exception, which tells of what had been moved before, too. */
    public static InterruptedIOException after(long moved, InterruptedIOException ended) {
        ended.bytesTransferred = (int) Math.min(moved + ended.bytesTransferred, Integer.MAX_VALUE);
        return ended;
    }

    /** Reads at least one byte into several buffers. */
    public static int read(Handle<? extends ByteEndpoint> handle, Transport transport, Parts parts) throws IOException {
        return taken(READ_LEASED, handle, transport, parts);
    }

    /** The same, but what was read remains to be read. */
    public static int peek(Handle<? extends ByteEndpoint> handle, Transport transport, Parts parts) throws IOException {
        return taken(PEEK, handle, transport, parts);
    }

    private static int taken(
            Operation<ByteEndpoint, Lease> operation,
            Handle<? extends ByteEndpoint> handle,
            Transport transport,
            Parts parts)
            throws IOException {
        int room = parts.remaining();
        if (room == 0) {
            return 0;
        }
        Lease lease = new Lease(transport);
        try {
            int count = operation.run(handle, lease, 0, room, null);
            ByteBuffer bytes = lease.bytes();
            if (bytes != null) {
                parts.put(bytes.limit(count));
            }
            return count;
        } finally {
            lease.end();
        }
    }

    /** Writes all that remains. */
    public static long write(Handle<? extends ByteEndpoint> handle, Parts parts) throws IOException {
        long sum = 0;
        for (int left = parts.remaining(); left > 0; left = parts.remaining()) {
            sum += WRITE_PARTS.run(handle, parts, 0, left, null);
        }
        return sum;
    }

    /** Reads and throws away; how many, fewer only at the end. */
    public static long skip(Handle<? extends ByteEndpoint> handle, Transport transport, long count) throws IOException {
        Lease lease = new Lease(transport);
        long sum = 0;
        try {
            while (sum < count) {
                int skipped = READ_LEASED.run(handle, lease, 0, (int) Math.min(count - sum, Buffers.SIZE), null);
                lease.giveBack();
                if (skipped < 0) {
                    break;
                }
                sum += skipped;
            }
            return sum;
        } finally {
            lease.end();
        }
    }

    /** Reads at least one byte into memory that is lent; how many, or {@link Endpoint#END}. */
    public static int read(Handle<? extends ByteEndpoint> handle, Lease lease) throws IOException {
        int count = READ_LEASED.run(handle, lease, 0, Buffers.SIZE, null);
        lease.found(count);
        return count;
    }

    /**
     * Moves what has come, at least one byte, within the kernel; how many, {@link Endpoint#END}, or 0 if that cannot
     * be.
     */
    public static int splice(Handle<? extends ByteEndpoint> source, Handle<? extends ByteEndpoint> sink, Lease lease)
            throws IOException {
        int count = SPLICE_IN.run(source, lease, 0, Integer.MAX_VALUE, null);
        lease.found(count);
        Conduit bytes = lease.conduit();
        if (bytes != null) {
            SPLICE_OUT.run(sink, bytes, 0, count, null);
            lease.giveBackConduit();
        }
        return count;
    }
}
