// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import dev.poller.Poller;
import dev.poller.Registration;
import dev.poller.Trigger;
import java.io.Closeable;
import java.io.IOException;

/**
 * A descriptor, or a channel, that never blocks. What can be done with it is said by the roles it has: {@link
 * ByteEndpoint}, {@link Connector}, {@link ListenSocket}, {@link HalfCloser}, {@link Optioned}, {@link Addressed}.
 *
 * <p>Nothing here waits. Its user makes sure that one thread reads and one writes at a time and that nothing is called
 * after {@link #close}; the other calls come from any thread.
 */
public interface Endpoint extends Closeable {
    /** The stream has ended. */
    int END = -1;

    /** The call would block. */
    int AGAIN = -2;

    /** The peer has reset the connection. */
    int RESET = -3;

    /** The peer's queue is full, and nothing has been done. Nobody tells when there is room again. */
    int FULL = -4;

    /** What kind of descriptor this is. */
    Kind kind();

    /** The descriptor's number; negative if there is none. */
    default int fd() {
        return -1;
    }

    /** True if a read that fills less than its room has found everything there was. */
    default boolean shortReadDrains() {
        return kind().shortReadDrains();
    }

    /** Registers with the poller: for both directions, or disarmed where it is armed at each wait. */
    Registration register(Poller poller, Trigger trigger, Object attachment) throws IOException;

    /** True if {@link #close} may wait for unsent data (SO_LINGER). */
    default boolean lingers() {
        return false;
    }
}
