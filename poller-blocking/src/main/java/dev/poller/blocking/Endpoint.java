// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.Poller;
import dev.poller.Registration;
import dev.poller.Trigger;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A socket that never blocks. {@link NetDescriptor} makes sure that one thread reads and one writes at a time and that
 * nothing is called after {@link #close}; the other calls come from any thread.
 */
interface Endpoint {
    /** The call would block. */
    int AGAIN = -2;

    /** The stream has ended. */
    int END = -1;

    /** Reads up to {@code length} bytes, at least 1; how many, {@link #END} or {@link #AGAIN}. */
    int read(byte[] target, int offset, int length) throws IOException;

    /** Reads into a direct buffer's remaining bytes, at least 1, without moving it; as above. */
    int read(ByteBuffer target) throws IOException;

    /** Writes up to {@code length} bytes, at least 1; how many, or {@link #AGAIN}. */
    int write(byte[] source, int offset, int length) throws IOException;

    /** Writes from a buffer's remaining bytes, at least 1, without moving it; as above. */
    int write(ByteBuffer source) throws IOException;

    /** Takes a connection from the queue; null if there is none. */
    @Nullable
    Endpoint accept() throws IOException;

    /** Begins to connect; true if that was all. */
    boolean connect(InetSocketAddress remote) throws IOException;

    /** Looks whether the connection to this address stands; false if not yet. */
    boolean finishConnect(InetSocketAddress remote) throws IOException;

    /** Shuts the receiving side. */
    void shutdownInput() throws IOException;

    /** Shuts the sending side, once what was written is sent. */
    void shutdownOutput() throws IOException;

    <T> void setOption(SocketOption<T> option, T value) throws IOException;

    <T> T getOption(SocketOption<T> option) throws IOException;

    InetSocketAddress localAddress() throws IOException;

    /** The peer's, once connected; known also after {@link #close}. */
    InetSocketAddress remoteAddress();

    /** Registers with the poller: for both directions, or disarmed where it is armed at each wait. */
    Registration register(Poller poller, Trigger trigger, PollDescriptor descriptor) throws IOException;

    /** True if {@link #close} may wait for unsent data (SO_LINGER). */
    boolean lingers();

    /** Closes the socket. */
    void close() throws IOException;
}
