// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.end;

import java.io.IOException;
import java.net.SocketOption;
import java.util.Set;

/** The role of what has options. */
public interface Optioned {
    /** Sets an option; {@link UnsupportedOperationException} names one that there is not. */
    <T> void setOption(SocketOption<T> option, T value) throws IOException;

    /** The value of an option; {@link UnsupportedOperationException} names one that there is not. */
    <T> T getOption(SocketOption<T> option) throws IOException;

    /** Those that there are. */
    Set<SocketOption<?>> options();
}
