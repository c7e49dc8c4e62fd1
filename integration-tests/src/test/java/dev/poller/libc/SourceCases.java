// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static dev.poller.libc.LibcCase.use;

import java.util.List;

/** Uses of what makes descriptors that tell of files and of time. Immutable. */
final class SourceCases {
    private SourceCases() {}

    static List<LibcCase> all() {
        return List.of(
                use("inotifyInit1", "a new one", s -> s.opens(s.libc.inotifyInit1(s.c(Constant.IN_CLOEXEC)))),
                use("inotifyInit1", "flags that nobody knows", s -> s.libc.inotifyInit1(1)),
                use("inotifyAddWatch", "a directory", s -> watch(s, "/", s.c(Constant.IN_CREATE))),
                use("inotifyAddWatch", "nothing to watch for", s -> watch(s, "/", 0)),
                use("inotifyAddWatch", "not there", s -> watch(s, "/poller/no/such", s.c(Constant.IN_CREATE))),
                use("inotifyAddWatch", "none", s -> s.libc.inotifyAddWatch(-1, s.path("/"), s.c(Constant.IN_CREATE))),
                use("pidfdOpen", "this process", s -> s.opens(s.libc.pidfdOpen(pid(), 0))),
                use("pidfdOpen", "flags that nobody knows", s -> s.libc.pidfdOpen(pid(), 1)),
                use("pidfdOpen", "none", s -> s.libc.pidfdOpen(-1, 0)),
                use("timerfdCreate", "a new one", s -> s.opens(timer(s))),
                use("timerfdCreate", "a clock that nobody knows", s -> s.libc.timerfdCreate(4711, 0)),
                use("timerfdSettime", "the time that was set before", SourceCases::setTwice),
                use("timerfdSettime", "none", s -> s.libc.timerfdSettime(-1, 0, s.first(), 0)));
    }

    private static Object watch(Scene s, String path, int mask) {
        return s.libc.inotifyAddWatch(s.owned(s.libc.inotifyInit1(0)), s.path(path), mask);
    }

    private static int pid() {
        return (int) ProcessHandle.current().pid();
    }

    private static int timer(Scene s) {
        return s.libc.timerfdCreate(s.c(Constant.CLOCK_MONOTONIC), s.c(Constant.TFD_NONBLOCK));
    }

    /** The interval comes back as it was; the time that is left has run on. */
    private static Object setTwice(Scene s) {
        int timer = s.owned(timer(s));
        s.memory().putLong(0, 4711).putLong(8, 815).putLong(16, 86_400).putLong(24, 0);
        return List.of(
                s.libc.timerfdSettime(timer, 0, s.first(), 0),
                s.libc.timerfdSettime(timer, 0, s.first(), s.second()),
                s.memory().getLong(Scene.SECOND),
                s.memory().getLong(Scene.SECOND + 8),
                s.libc.read(timer, s.first(), 8));
    }
}
