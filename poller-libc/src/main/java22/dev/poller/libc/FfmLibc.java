// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import dev.poller.libc.FfmEpoll.EpollCreate1;
import dev.poller.libc.FfmEpoll.EpollPwait2;
import dev.poller.libc.FfmEpoll.Older;
import dev.poller.libc.FfmEpoll.Syscall;
import dev.poller.libc.FfmFiles.Eventfd;
import dev.poller.libc.FfmFiles.Fstat;
import dev.poller.libc.FfmFiles.Inotify;
import dev.poller.libc.FfmFiles.Pidfd;
import dev.poller.libc.FfmFiles.Pipe2;
import dev.poller.libc.FfmFiles.Splice;
import dev.poller.libc.FfmFiles.Timerfd;
import dev.poller.libc.FfmKqueue.Kevent;
import dev.poller.libc.FfmKqueue.Kevent50;
import dev.poller.libc.FfmKqueue.Kqueue;
import dev.poller.libc.FfmMessages.Batches;
import dev.poller.libc.FfmSockets.Accept4;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Predicate;

/** The C library through java.lang.foreign: text, and the calls that a C library may lack. Any thread may call. */
final class FfmLibc extends FfmPosix {
    static final String BINDING = "ffm";

    /** {@code _NSIG / 8}: the kernel checks it even though no mask is given. */
    private static final long SIGSET_SIZE = 8;

    private final Abi abi;
    private final Errno errno;
    private final int noSuchCall;
    private final boolean strerror;
    private final boolean fstat;
    private final boolean pipe2;
    private final boolean accept4;
    private final boolean batches;
    private final boolean splice;
    private final boolean epoll;
    private final boolean epollCreate1;
    private final boolean epollPwait2;
    private final boolean eventfd;
    private final boolean inotify;
    private final boolean pidfd;
    private final boolean timerfd;
    private final boolean kevent;
    private final boolean kevent50;
    /** The numbers of the calls that have to be called by number, else negative. */
    private final long epollPwait2Number;

    private final long pidfdOpenNumber;

    /**
     * Looks for what there is.
     *
     * @param abi the tables that go with the calls
     * @param has whether the C library has a function
     * @throws BindingUnavailableException if kqueue is to come from a library that does not have it
     */
    FfmLibc(Abi abi, Predicate<String> has) throws BindingUnavailableException {
        this.abi = abi;
        this.errno = new Errno(abi, this::strerror);
        this.noSuchCall = -abi.value(Constant.ENOSYS);
        this.strerror = has.test(abi.strerror());
        this.fstat = StatLayout.FUNCTIONS.stream().anyMatch(has);
        this.pipe2 = has.test("pipe2");
        this.accept4 = has.test("accept4");
        this.batches = has.test("recvmmsg") && has.test("sendmmsg");
        this.splice = has.test("splice") && has.test("sendfile");
        this.epoll = has.test("epoll_wait");
        this.epollCreate1 = has.test("epoll_create1");
        this.epollPwait2 = has.test("epoll_pwait2");
        this.eventfd = has.test("eventfd");
        this.inotify = has.test("inotify_init1");
        this.pidfd = has.test("pidfd_open");
        this.timerfd = has.test("timerfd_create");
        this.kevent = calls(KqueueAbi.Kevent.KEVENT) && hasKqueue(has);
        this.kevent50 = calls(KqueueAbi.Kevent.KEVENT50) && has.test("kqueue") && has.test("__kevent50");
        this.epollPwait2Number = number("epoll_pwait2", has);
        this.pidfdOpenNumber = number("pidfd_open", has);
    }

    /** The number of a call that the C library has no function for; negative if it has, or if there is no way. */
    private long number(String call, Predicate<String> has) {
        return has.test(call) || !has.test("syscall")
                ? -1
                : abi.systemCall(call).orElse(-1);
    }

    private boolean calls(KqueueAbi.Kevent kevent) {
        return abi.hasKqueue() && abi.kqueue().functions().kevent() == kevent;
    }

    private boolean hasKqueue(Predicate<String> has) throws BindingUnavailableException {
        Optional<KqueueLibrary> library = abi.kqueue().functions().library();
        if (library.isEmpty()) {
            return has.test("kqueue") && has.test("kevent");
        }
        FfmKqueue.takeFrom(library.get());
        return true;
    }

    @Override
    public String binding() {
        return BINDING;
    }

    @Override
    public Abi abi() {
        return abi;
    }

    @Override
    public Errno errno() {
        return errno;
    }

    @Override
    public long address(ByteBuffer buffer) {
        if (!buffer.isDirect()) {
            throw new IllegalArgumentException("not a direct buffer: " + buffer);
        }
        // The segment begins at the position. Compiled code does not allocate it.
        return MemorySegment.ofBuffer(buffer).address() - buffer.position();
    }

    @Override
    public String errnoName(int errno) {
        return abi.errnoName(errno);
    }

    @Override
    public String strerror(int errno) {
        return strerror ? FfmText.strerror(errno) : "";
    }

    @Override
    public int pipe2(long fds, int flags) {
        return pipe2 ? Pipe2.pipe2(fds, flags) : noSuchCall;
    }

    @Override
    public int fstat(int fd, long stat) {
        return fstat ? Fstat.fstat(fd, stat) : noSuchCall;
    }

    @Override
    public int accept4(int fd, long address, long length, int flags) {
        return accept4 ? Accept4.accept4(fd, address, length, flags) : noSuchCall;
    }

    @Override
    public int recvmmsg(int fd, long messages, int count, int flags) {
        return batches ? Batches.recvmmsg(fd, messages, count, flags) : noSuchCall;
    }

    @Override
    public int sendmmsg(int fd, long messages, int count, int flags) {
        return batches ? Batches.sendmmsg(fd, messages, count, flags) : noSuchCall;
    }

    @Override
    public long splice(int from, int to, long length, int flags) {
        return splice ? Splice.splice(from, to, length, flags) : noSuchCall;
    }

    @Override
    public long sendfile(int to, int from, long offset, long length) {
        return splice ? Splice.sendfile(to, from, offset, length) : noSuchCall;
    }

    @Override
    public int epollCreate(int size) {
        return epoll ? Older.epollCreate(size) : noSuchCall;
    }

    @Override
    public int epollCreate1(int flags) {
        return epollCreate1 ? EpollCreate1.epollCreate1(flags) : noSuchCall;
    }

    @Override
    public int epollCtl(int epfd, int op, int fd, long event) {
        return epoll ? FfmEpoll.epollCtl(epfd, op, fd, event) : noSuchCall;
    }

    @Override
    public int epollWait(int epfd, long events, int maxEvents, int timeoutMillis) {
        return epoll ? Older.epollWait(epfd, events, maxEvents, timeoutMillis) : noSuchCall;
    }

    @Override
    public int epollPwait2(int epfd, long events, int maxEvents, long timespec) {
        if (epollPwait2) {
            return EpollPwait2.epollPwait2(epfd, events, maxEvents, timespec, 0);
        }
        if (epollPwait2Number < 0) {
            return noSuchCall;
        }
        return (int) Syscall.syscall(epollPwait2Number, epfd, events, maxEvents, timespec, 0, SIGSET_SIZE);
    }

    @Override
    public int eventfd(int initial, int flags) {
        return eventfd ? Eventfd.eventfd(initial, flags) : noSuchCall;
    }

    @Override
    public int inotifyInit1(int flags) {
        return inotify ? Inotify.inotifyInit1(flags) : noSuchCall;
    }

    @Override
    public int inotifyAddWatch(int fd, long path, int mask) {
        return inotify ? Inotify.inotifyAddWatch(fd, path, mask) : noSuchCall;
    }

    @Override
    public int pidfdOpen(int pid, int flags) {
        if (pidfd) {
            return Pidfd.pidfdOpen(pid, flags);
        }
        return pidfdOpenNumber < 0 ? noSuchCall : (int) Syscall.syscall(pidfdOpenNumber, pid, flags, 0, 0, 0, 0);
    }

    @Override
    public int timerfdCreate(int clock, int flags) {
        return timerfd ? Timerfd.timerfdCreate(clock, flags) : noSuchCall;
    }

    @Override
    public int timerfdSettime(int fd, int flags, long newTimes, long oldTimes) {
        return timerfd ? Timerfd.timerfdSettime(fd, flags, newTimes, oldTimes) : noSuchCall;
    }

    @Override
    public int kqueue() {
        return kevent || kevent50 ? Kqueue.kqueue() : noSuchCall;
    }

    @Override
    public int kevent(int kq, long changes, int changeCount, long events, int eventCount, long timespec) {
        if (kevent50) {
            return Kevent50.kevent50(kq, changes, changeCount, events, eventCount, timespec);
        }
        return kevent ? Kevent.kevent(kq, changes, changeCount, events, eventCount, timespec) : noSuchCall;
    }
}
