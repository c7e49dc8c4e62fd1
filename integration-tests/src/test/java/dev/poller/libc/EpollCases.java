// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static dev.poller.libc.LibcCase.use;

import java.util.List;

/** Uses of what is for epoll. Immutable. */
final class EpollCases {
    private static final long MILLISECOND = 1_000_000;

    private EpollCases() {}

    static List<LibcCase> all() {
        return List.of(
                use("epollCreate", "a new one", s -> s.opens(s.libc.epollCreate(1))),
                use("epollCreate", "of no size", s -> s.libc.epollCreate(0)),
                use("epollCreate1", "a new one", s -> s.opens(s.libc.epollCreate1(s.c(Constant.EPOLL_CLOEXEC)))),
                use("epollCreate1", "flags that nobody knows", s -> s.libc.epollCreate1(1)),
                use("epollCtl", "twice the same", EpollCases::addTwice),
                use(
                        "epollCtl",
                        "not there",
                        s -> s.libc.epollCtl(s.epoll(), s.c(Constant.EPOLL_CTL_DEL), s.event(), s.first())),
                use("epollCtl", "itself", EpollCases::addItself),
                use(
                        "epollWait",
                        "an event",
                        s -> List.of(
                                s.libc.epollWait(watching(s), s.first(), 2, 1000),
                                s.memory().getInt(0),
                                s.memory().getLong(s.libc.abi().epollEvent().dataOffset()))),
                use("epollWait", "nothing, not waiting", s -> s.libc.epollWait(s.epoll(), s.first(), 2, 0)),
                use("epollWait", "nothing, waiting", s -> s.libc.epollWait(s.epoll(), s.first(), 2, 1)),
                use("epollWait", "no room", s -> s.libc.epollWait(s.epoll(), s.first(), 0, 0)),
                use("epollWait", "none", s -> s.libc.epollWait(-1, s.first(), 2, 0)),
                use(
                        "epollPwait2",
                        "an event",
                        s -> List.of(
                                s.libc.epollPwait2(watching(s), s.first(), 2, 0),
                                s.memory().getInt(0))),
                use(
                        "epollPwait2",
                        "nothing, waiting",
                        s -> s.libc.epollPwait2(s.epoll(), s.first(), 2, timespec(s, MILLISECOND))),
                use("epollPwait2", "no such time", s -> s.libc.epollPwait2(s.epoll(), s.first(), 2, timespec(s, -1))),
                use("epollPwait2", "none", s -> s.libc.epollPwait2(-1, s.first(), 2, timespec(s, 0))));
    }

    private static int watching(Scene s) {
        int epfd = s.epoll();
        s.libc.epollCtl(epfd, s.c(Constant.EPOLL_CTL_ADD), s.event(), s.asksForInput());
        s.memory().putInt(0, 0);
        return epfd;
    }

    private static Object addTwice(Scene s) {
        int epfd = s.epoll();
        int event = s.event();
        int add = s.c(Constant.EPOLL_CTL_ADD);
        return List.of(
                s.libc.epollCtl(epfd, add, event, s.asksForInput()),
                s.libc.epollCtl(epfd, add, event, s.asksForInput()));
    }

    private static Object addItself(Scene s) {
        int epfd = s.epoll();
        return s.libc.epollCtl(epfd, s.c(Constant.EPOLL_CTL_ADD), epfd, s.asksForInput());
    }

    /** struct timespec { time_t tv_sec; long tv_nsec; } */
    private static long timespec(Scene s, long nanos) {
        s.memory().putLong(Scene.SECOND, 0).putLong(Scene.SECOND + Long.BYTES, nanos);
        return s.second();
    }
}
