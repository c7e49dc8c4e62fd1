// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

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

    /** The exception for {@link #RESET}, as the last read, or write, of the calling thread has told. */
    SocketException reset(boolean written);
}
