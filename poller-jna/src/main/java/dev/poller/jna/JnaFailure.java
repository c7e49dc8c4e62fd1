// SPDX-License-Identifier: Apache-2.0
package dev.poller.jna;

import com.sun.jna.Native;
import dev.poller.libc.BindingUnavailableException;
import dev.poller.libc.spi.NativeAccess;
import java.util.List;
import java.util.Optional;

/** Why JNA cannot be used, in one line that says what would help. Any thread may call. */
final class JnaFailure {
    private static final String PREFIX = "jna: ";

    /** What the C libraries say of a file that may not be executed: glibc, musl, macOS. */
    private static final List<String> NOT_EXECUTABLE =
            List.of("failed to map segment", "Operation not permitted", "Permission denied", "not allowed");

    private static final String NOT_IN_THE_JAR = "not found in resource path";

    /** As an artifact brings it that has this class. */
    private static final String ABSENT =
            "net.java.dev.jna:jna-jpms, which dev.poller:poller-jna brings, is not on the class path or module path";

    private JnaFailure() {}

    /** What its initialisation threw, explained. */
    static BindingUnavailableException explained(LinkageError failure) {
        if (isAbsent(failure)) {
            return new BindingUnavailableException(PREFIX + ABSENT, failure);
        }
        Optional<String> line = line(String.valueOf(failure.getMessage()));
        return line.isPresent() && failure instanceof UnsatisfiedLinkError
                ? new BindingUnavailableException(PREFIX + line.get(), failure)
                : NativeAccess.unavailable(JnaLibc.BINDING, Native.class, failure);
    }

    private static boolean isAbsent(LinkageError failure) {
        return failure instanceof NoClassDefFoundError && failure.getCause() instanceof ClassNotFoundException;
    }

    /**
     * The line for one of the failures that can be told apart.
     *
     * @param message of the JVM or of JNA
     */
    static Optional<String> line(String message) {
        if (message.contains(NOT_IN_THE_JAR)) {
            return Optional.of("its jar has no native library for this system (" + file(message)
                    + "); run Java 22 or later, which needs none, or name the directory of one that the system's packages"
                    + " have: -Djna.boot.library.path=DIR");
        }
        if (NOT_EXECUTABLE.stream().anyMatch(message::contains)) {
            return Optional.of("its native library may not be executed where it was unpacked (" + message
                    + "); -Djna.tmpdir=DIR names a directory that is not mounted noexec");
        }
        return message.contains("temporary")
                ? Optional.of("its native library cannot be unpacked (" + message
                        + "); -Djna.tmpdir=DIR names a directory that can be written and is not mounted noexec")
                : Optional.empty();
    }

    /** JNA goes on with the whole class path. */
    private static String file(String message) {
        int from = message.indexOf('(') + 1;
        int to = message.indexOf(')', from);
        return to < 0 ? message : message.substring(from, to);
    }
}
