// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.io;

import dev.poller.blocking.internal.end.Adopted;
import dev.poller.blocking.internal.thread.AtExit;
import java.io.IOException;

/**
 * Descriptors that their endpoints have made non-blocking, to be made blocking again at the end of the JVM if nobody
 * has given them back before: a terminal is the shell's too. Any thread.
 */
public final class ChangedFlags {
    private static final AtExit<Adopted> CHANGED = new AtExit<>("poller-flags", ChangedFlags::putBack);

    private ChangedFlags() {}

    /** To be given back, by the end of the JVM at the latest; if it ends already, by whoever closes the descriptor. */
    public static void add(Adopted descriptor) {
        CHANGED.add(descriptor);
    }

    /** Being given back now. */
    public static void remove(Adopted descriptor) {
        CHANGED.remove(descriptor);
    }

    private static void putBack(Adopted descriptor) {
        try {
            descriptor.putBack();
        } catch (IOException gone) {
            // It is closed, and nobody is left to be told.
        }
    }
}
