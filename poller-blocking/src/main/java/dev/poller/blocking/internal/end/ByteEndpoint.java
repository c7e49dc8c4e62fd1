// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import dev.poller.blocking.internal.end.Conduits.Conduit;
import java.io.Closeable;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;

/** The role of what is read and written. */
public interface ByteEndpoint extends Endpoint {
    /** Reads up to {@code length} bytes, at least 1; how many, {@link #END}, {@link #AGAIN} or {@link #RESET}. */
    int read(byte[] target, int offset, int length) throws IOException;

    /** Reads into a direct buffer's remaining bytes, at least 1, without moving it; as above. */
    int read(ByteBuffer target) throws IOException;

    /** Writes up to {@code length} bytes, at least 1; how many, {@link #AGAIN} or {@link #RESET}. */
    int write(byte[] source, int offset, int length) throws IOException;

    /** Writes from a buffer's remaining bytes, at least 1, without moving it; as above. */
    int write(ByteBuffer source) throws IOException;

    /**
     * As {@link #read(ByteBuffer)}, but what was read remains to be read.
     *
     * @throws UnsupportedOperationException if that is not possible
     */
    default int peek(ByteBuffer target) throws IOException {
        throw new UnsupportedOperationException("peek is supported on epoll's sockets only");
    }

    /** True if bytes can be moved from this into a conduit, and out of one into this. */
    default boolean splices() {
        return false;
    }

    /** Moves up to {@code length} bytes into an empty conduit; as a read, or 0 if the system refuses to. */
    default int read(Conduit into, int length) throws IOException {
        throw new UnsupportedOperationException("this provider does not splice");
    }

    /** Moves up to {@code length} bytes out of a conduit; as a write. */
    default int write(Conduit from, int length) throws IOException {
        throw new UnsupportedOperationException("this provider does not splice");
    }

    /** A file that is open to be sent. */
    interface SourceFile extends Closeable {}

    /**
     * Writes up to {@code length} bytes of a file from a position on; as a write, or 0 if the file ends there, or the
     * system refuses to send it.
     */
    default int write(SourceFile from, long position, int length) throws IOException {
        throw new UnsupportedOperationException("this provider sends no files");
    }

    /** The exception for {@link #RESET}, as the last read, or write, of the calling thread has told. */
    SocketException reset(boolean written);
}
