// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A library that offers kqueue() and kevent() where the kernel does not, named by the system property
 * {@value #PROPERTY}: the path of libkqueue, for example. It is a test aid, so that what is written for kqueue can run
 * on Linux. Immutable; any thread.
 *
 * <p>The library is taken to have the structure of 32 bytes and libkqueue's constants. All other calls go to the C
 * library as always.
 *
 * @param path of the library
 */
public record KqueueLibrary(Path path) {
    /** The system property that names it. */
    static final String PROPERTY = "poller.kqueue.library";

    /** What both bindings say of a file that the dynamic linker refuses. */
    public static final String NOT_LOADABLE = "cannot be loaded as a library";

    /** What both bindings say of a library of something else. */
    public static final String NO_FUNCTIONS = "has no functions kqueue and kevent";

    /** What the property says now, unless it is blank. */
    static Optional<String> named() {
        return Optional.ofNullable(System.getProperty(PROPERTY))
                .map(String::strip)
                .filter(name -> !name.isEmpty());
    }

    /** The library of that name, which need not work. */
    static KqueueLibrary of(String name) throws BindingUnavailableException {
        try {
            Path path = Path.of(name);
            if (Files.isRegularFile(path)) {
                return new KqueueLibrary(path.toAbsolutePath());
            }
        } catch (InvalidPathException invalid) {
            throw unavailable(name, "no path: " + invalid.getReason(), invalid);
        }
        throw unavailable(name, "no such file", null);
    }

    /**
     * A binding could not use it.
     *
     * @param reason why
     * @param cause what was thrown, if something was
     */
    public BindingUnavailableException unavailable(String reason, @Nullable Throwable cause) {
        return unavailable(path.toString(), reason, cause);
    }

    private static BindingUnavailableException unavailable(String name, String reason, @Nullable Throwable cause) {
        return new BindingUnavailableException(PROPERTY + "=" + name + ": " + reason, cause);
    }

    /** Its structure, constants and functions: include/sys/event.h of libkqueue, which numbers as FreeBSD does. */
    KqueueAbi abi() {
        return new KqueueAbi(
                "libkqueue",
                KeventLayout.PLAIN,
                new KqueueAbi.Functions(KqueueAbi.Kevent.KEVENT, Optional.of(this)),
                BsdAbi.kqueue(FreeBsdAbi.FILTERS),
                true);
    }
}
