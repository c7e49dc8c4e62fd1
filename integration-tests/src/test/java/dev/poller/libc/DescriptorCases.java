// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static dev.poller.libc.LibcCase.use;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Uses of what is not for sockets and not for epoll. Immutable. */
final class DescriptorCases {
    /** SPLICE_F_NONBLOCK. */
    private static final int NOT_WAITING = 2;

    private DescriptorCases() {}

    static List<LibcCase> all() {
        return List.of(
                use(
                        "binding",
                        "has the name it was asked for by",
                        s -> Packaged.names().contains(s.libc.binding())),
                use("abi", "is this processor's", s -> s.libc.abi().toString()),
                use("address", "is that of the first byte", DescriptorCases::addresses),
                use("address", "a heap buffer has none", s -> thrown(s, ByteBuffer.allocate(1))),
                use(
                        "errnoName",
                        "all and more",
                        s -> IntStream.range(0, 200).mapToObj(s.libc::errnoName).toList()),
                use(
                        "strerror",
                        "all and more",
                        s -> IntStream.range(0, 200).mapToObj(s.libc::strerror).toList()),
                use(
                        "errno",
                        "names, texts and kinds",
                        s -> IntStream.range(1, 200)
                                .mapToObj(errno -> List.of(
                                        s.libc.errno().kind(-errno),
                                        s.libc.errno().name(-errno),
                                        s.libc.errno().text(-errno)))
                                .toList()),
                use("open", "its variadic mode arrives", DescriptorCases::newFile),
                use(
                        "open",
                        "a terminal",
                        s -> s.opens(
                                s.libc.open(s.path("/dev/ptmx"), s.c(Constant.O_RDWR) | s.c(Constant.O_NOCTTY), 0))),
                use("open", "not there", s -> s.libc.open(s.path("/poller/no/such/file"), s.c(Constant.O_RDONLY), 0)),
                use("close", "an open one", s -> s.libc.close(s.libc.dup(0))),
                use("close", "none", s -> s.libc.close(-1)),
                use("dup", "an open one", s -> s.opens(s.libc.dup(s.event()))),
                use("dup", "none", s -> s.libc.dup(-1)),
                use("read", "what was written", DescriptorCases::readBack),
                use("read", "nothing there", s -> s.libc.read(s.pipe()[0], s.first(), 8)),
                use("read", "none", s -> s.libc.read(-1, s.first(), 8)),
                use("write", "some bytes", s -> s.libc.write(s.pipe()[1], s.with("abc"), 3)),
                use("write", "to the reading end", s -> s.libc.write(s.pipe()[0], s.with("abc"), 3)),
                use("isatty", "a terminal", s -> s.libc.isatty(s.owned(terminal(s)))),
                use("isatty", "a pipe", s -> s.libc.isatty(s.pipe()[0])),
                use("isatty", "none", s -> s.libc.isatty(-1)),
                use("poll", "an empty pipe", s -> polled(s, s.pipe()[0])),
                use("poll", "a pipe with room", s -> polled(s, s.pipe()[1])),
                use("poll", "none", s -> polled(s, 4711)),
                use("poll", "too many", s -> s.libc.poll(s.first(), Integer.MAX_VALUE, 0)),
                use("pipe", "two ends", s -> s.two(s.libc.pipe(s.first())).length),
                use("pipe2", "two ends", s -> s.two(s.libc.pipe2(s.first(), s.c(Constant.O_CLOEXEC))).length),
                use("pipe2", "flags that nobody knows", s -> s.libc.pipe2(s.first(), 1)),
                use("fcntl", "its variadic argument arrives", DescriptorCases::nonBlocking),
                use("fcntl", "none", s -> s.libc.fcntl(-1, s.c(Constant.F_GETFL), 0)),
                use("fcntl", "an operation that nobody knows", s -> s.libc.fcntl(s.event(), 4711, 0)),
                use("ioctl", "its variadic argument arrives", DescriptorCases::unlocked),
                use("ioctl", "no terminal", s -> s.libc.ioctl(s.event(), s.c(Constant.TIOCGPTN), s.first())),
                use("ioctl", "none", s -> s.libc.ioctl(-1, s.c(Constant.TIOCGPTN), s.first())),
                use("splice", "from a pipe to another", DescriptorCases::splice),
                use("splice", "from an empty pipe", s -> s.libc.splice(s.pipe()[0], s.pipe()[1], 8, NOT_WAITING)),
                use("splice", "none", s -> s.libc.splice(-1, s.pipe()[1], 8, NOT_WAITING)),
                use("sendfile", "from a pipe", s -> s.libc.sendfile(s.pipe()[1], s.pipe()[0], 0, 8)),
                use("sendfile", "none", s -> s.libc.sendfile(-1, s.pipe()[0], 0, 8)),
                use("fstat", "a pipe", DescriptorCases::kind),
                use("fstat", "none", s -> s.libc.fstat(-1, s.first())),
                use(
                        "getrlimit",
                        "descriptors",
                        s -> List.of(
                                s.libc.getrlimit(s.c(Constant.RLIMIT_NOFILE), s.first()),
                                s.memory().getLong(0))),
                use("getrlimit", "a resource that nobody knows", s -> s.libc.getrlimit(-1, s.first())),
                use("eventfd", "a new one", s -> s.opens(s.libc.eventfd(7, s.c(Constant.EFD_CLOEXEC)))),
                use("eventfd", "flags that nobody knows", s -> s.libc.eventfd(0, 2)));
    }

    private static Object addresses(Scene s) {
        ByteBuffer middle = s.memory().duplicate().position(5);
        return List.of(
                s.libc.address(middle) - s.first(),
                s.libc.address(middle.slice()) - s.first(),
                s.libc.address(middle.asReadOnlyBuffer()) - s.first(),
                s.libc.address(middle.slice().position(1).limit(1)) - s.first());
    }

    private static Object newFile(Scene s) throws IOException {
        Path directory = Files.createTempDirectory("poller");
        Path file = directory.resolve("new");
        try {
            // O_CREAT of asm-generic/fcntl.h: the library itself makes no files.
            return List.of(
                    s.opens(s.libc.open(s.path(file.toString()), s.c(Constant.O_WRONLY) | 0x40, 0400)),
                    Files.getPosixFilePermissions(file));
        } finally {
            Files.deleteIfExists(file);
            Files.delete(directory);
        }
    }

    /** A pseudoterminal's other end cannot be opened before. */
    private static Object unlocked(Scene s) {
        int flags = s.c(Constant.O_RDWR) | s.c(Constant.O_NOCTTY);
        int master = s.owned(s.libc.open(s.path("/dev/ptmx"), flags, 0));
        int number = s.libc.ioctl(master, s.c(Constant.TIOCGPTN), s.second());
        String other = "/dev/pts/" + s.memory().getInt(Scene.SECOND);
        return List.of(
                number,
                s.libc.open(s.path(other), flags, 0),
                s.libc.ioctl(master, s.c(Constant.TIOCSPTLCK), s.with(0)),
                s.opens(s.libc.open(s.path(other), flags, 0)));
    }

    private static Object kind(Scene s) {
        StatLayout stat = s.libc.abi().stat();
        return List.of(s.libc.fstat(s.pipe()[0], s.first()), stat.mode(s.memory()), stat.device(s.memory()));
    }

    private static Object thrown(Scene s, ByteBuffer buffer) {
        try {
            return s.libc.address(buffer);
        } catch (RuntimeException refused) {
            return refused.getClass();
        }
    }

    private static Object readBack(Scene s) {
        int[] pipe = s.pipe();
        s.libc.write(pipe[1], s.with("hello"), 5);
        s.with("-----");
        return List.of(s.libc.read(pipe[0], s.first(), 8), s.text(5));
    }

    private static Object nonBlocking(Scene s) {
        int fd = s.socket();
        int before = s.libc.fcntl(fd, s.c(Constant.F_GETFL), 0);
        return List.of(
                before,
                s.libc.fcntl(fd, s.c(Constant.F_SETFL), before | s.c(Constant.O_NONBLOCK)),
                s.libc.fcntl(fd, s.c(Constant.F_GETFL), 0));
    }

    private static int terminal(Scene s) {
        return s.libc.open(s.path("/dev/ptmx"), s.c(Constant.O_RDWR) | s.c(Constant.O_NOCTTY), 0);
    }

    /** How many are ready, and for what. */
    private static Object splice(Scene s) {
        int[] from = s.pipe();
        int[] to = s.pipe();
        s.libc.write(from[1], s.with("hello"), 5);
        return List.of(s.libc.splice(from[0], to[1], 8, NOT_WAITING), s.libc.read(to[0], s.second(), 8), s.text(5));
    }

    private static Object polled(Scene s, int fd) {
        PollFd.put(s.memory(), fd, (short) (PollFd.IN | PollFd.OUT));
        return List.of(s.libc.poll(s.first(), 1, 0), s.memory().getShort(6));
    }
}
