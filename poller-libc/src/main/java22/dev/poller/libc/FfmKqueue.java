// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The C functions for kqueue, a nested class for each shape of kevent(2). Any thread may call.
 *
 * <p>They come from the C library, or from one that is chosen once, before the first call: only so are the handles
 * constants to the compiler.
 */
final class FfmKqueue {
    private static final AtomicReference<@Nullable Source> CHOSEN = new AtomicReference<>();

    private record Source(KqueueLibrary library, SymbolLookup symbols) {}

    private FfmKqueue() {}

    /**
     * Takes the functions from a library of their own.
     *
     * @throws BindingUnavailableException if they are not there, or come from another one already
     */
    static void takeFrom(KqueueLibrary library) throws BindingUnavailableException {
        SymbolLookup symbols = Downcalls.library(library);
        if (symbols.find("kqueue").isEmpty() || symbols.find("kevent").isEmpty()) {
            throw library.unavailable(KqueueLibrary.NO_FUNCTIONS, null);
        }
        Source before = CHOSEN.compareAndExchange(null, new Source(library, symbols));
        if (before != null && !before.library().equals(library)) {
            throw library.unavailable(
                    "this process has taken " + before.library().path() + " already", null);
        }
    }

    private static SymbolLookup symbols() {
        Source chosen = CHOSEN.get();
        return chosen == null ? Downcalls.symbols() : chosen.symbols();
    }

    /** Every system. */
    static final class Kqueue {
        private Kqueue() {}

        // int kqueue(void);
        private static final MethodHandle KQUEUE = Downcalls.of(symbols(), "kqueue", JAVA_INT);

        static int kqueue() {
            try (ErrnoState errno = ErrnoState.take()) {
                return errno.result((int) KQUEUE.invokeExact(errno.memory()));
            } catch (Throwable failure) {
                throw Downcalls.unexpected(failure);
            }
        }
    }

    /** macOS, FreeBSD, OpenBSD and DragonFly. */
    static final class Kevent {
        private Kevent() {}

        // int kevent(int kq, const struct kevent *changelist, int nchanges, struct kevent *eventlist, int nevents,
        //            const struct timespec *timeout);
        private static final MethodHandle KEVENT = Downcalls.of(
                symbols(), "kevent", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG);

        static int kevent(int kq, long changes, int changeCount, long events, int eventCount, long timespec) {
            try (ErrnoState errno = ErrnoState.take()) {
                return errno.result((int)
                        KEVENT.invokeExact(errno.memory(), kq, changes, changeCount, events, eventCount, timespec));
            } catch (Throwable failure) {
                throw Downcalls.unexpected(failure);
            }
        }
    }

    /** NetBSD. */
    static final class Kevent50 {
        private Kevent50() {}

        // int __kevent50(int fd, const struct kevent *changelist, size_t nchanges, struct kevent *eventlist,
        //                size_t nevents, const struct timespec *timeout);
        private static final MethodHandle KEVENT50 =
                Downcalls.of("__kevent50", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

        static int kevent50(int kq, long changes, long changeCount, long events, long eventCount, long timespec) {
            try (ErrnoState errno = ErrnoState.take()) {
                return errno.result((int)
                        KEVENT50.invokeExact(errno.memory(), kq, changes, changeCount, events, eventCount, timespec));
            } catch (Throwable failure) {
                throw Downcalls.unexpected(failure);
            }
        }
    }
}
