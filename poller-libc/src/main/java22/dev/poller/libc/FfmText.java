// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.Charset;

/** What the C library says of an errno, in its own encoding. Any thread may call; it allocates. */
final class FfmText {
    private static final int LONGEST = 256;

    private FfmText() {}

    /** Where there is the first name, it is POSIX's function and the second may be another. */
    private static final String FUNCTION = Downcalls.has("__xpg_strerror_r") ? "__xpg_strerror_r" : "strerror_r";

    // int strerror_r(int errnum, char *buf, size_t buflen);   returns an errno and does not set it
    private static final MethodHandle STRERROR_R = Downcalls.plain(FUNCTION, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG);

    static String strerror(int errno) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocate(LONGEST);
            // An unknown errno is an error, but leaves a text all the same.
            int ignored = (int) STRERROR_R.invokeExact(errno, text.address(), (long) LONGEST);
            return string(text);
        } catch (Throwable failure) {
            throw Downcalls.unexpected(failure);
        }
    }

    private static String string(MemorySegment text) {
        byte[] bytes = text.toArray(JAVA_BYTE);
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return new String(bytes, 0, length, Charset.forName(System.getProperty("native.encoding", "UTF-8")));
    }
}
