// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.invoke.MethodHandle;

/** The C functions for kqueue, a nested class for each shape of kevent(2). Any thread may call. */
final class FfmKqueue {
    private FfmKqueue() {}

    // int kqueue(void);
    private static final MethodHandle KQUEUE = Downcalls.of("kqueue", JAVA_INT);

    static int kqueue() {
        try (ErrnoState errno = ErrnoState.take()) {
            return errno.result((int) KQUEUE.invokeExact(errno.memory()));
        } catch (Throwable failure) {
            throw Downcalls.unexpected(failure);
        }
    }

    /** macOS, FreeBSD, OpenBSD and DragonFly. */
    static final class Kevent {
        private Kevent() {}

        // int kevent(int kq, const struct kevent *changelist, int nchanges, struct kevent *eventlist, int nevents,
        //            const struct timespec *timeout);
        private static final MethodHandle KEVENT =
                Downcalls.of("kevent", JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG);

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
