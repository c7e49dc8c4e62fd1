// SPDX-License-Identifier: Apache-2.0
package dev.poller.jna;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import dev.poller.jna.JnaFunctions.Accept4;
import dev.poller.jna.JnaFunctions.Batches;
import dev.poller.jna.JnaFunctions.Epoll;
import dev.poller.jna.JnaFunctions.EpollCreate1;
import dev.poller.jna.JnaFunctions.EpollPwait2;
import dev.poller.jna.JnaFunctions.Eventfd;
import dev.poller.jna.JnaFunctions.Fstat;
import dev.poller.jna.JnaFunctions.Fstat50;
import dev.poller.jna.JnaFunctions.FstatInode64;
import dev.poller.jna.JnaFunctions.Inotify;
import dev.poller.jna.JnaFunctions.Kqueue;
import dev.poller.jna.JnaFunctions.Kqueue50;
import dev.poller.jna.JnaFunctions.Pidfd;
import dev.poller.jna.JnaFunctions.Pipe2;
import dev.poller.jna.JnaFunctions.Posix;
import dev.poller.jna.JnaFunctions.PosixStrerror;
import dev.poller.jna.JnaFunctions.Splice;
import dev.poller.jna.JnaFunctions.Syscall;
import dev.poller.jna.JnaFunctions.Timerfd;
import dev.poller.jna.JnaFunctions.XpgStrerror;
import dev.poller.libc.Abi;
import dev.poller.libc.BindingUnavailableException;
import dev.poller.libc.Constant;
import dev.poller.libc.Errno;
import dev.poller.libc.KqueueAbi;
import dev.poller.libc.KqueueLibrary;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/** The C library through JNA: text, and the calls that a C library may lack. Any thread may call. */
final class JnaLibc extends JnaPosix {
    static final String BINDING = "jna";

    /** {@code _NSIG / 8}: the kernel checks it even though no mask is given. */
    private static final long SIGSET_SIZE = 8;

    private static final int LONGEST_MESSAGE = 256;

    /**
     * Where {@link #strerror} gets its text. Java's memory: for JNA's own it starts the thread of {@link JnaCleaner}.
     */
    private final ByteBuffer message = ByteBuffer.allocateDirect(LONGEST_MESSAGE);

    private final ReentrantLock messageLock = new ReentrantLock();
    private final Abi abi;
    private final Errno errno;
    private final int noSuchCall;
    private final boolean xpgStrerror;
    private final boolean posixStrerror;
    private final boolean fstatInode64;
    private final boolean fstat50;
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
    private final boolean kqueue;
    private final boolean kqueue50;
    /** The numbers of the calls that have to be called by number, else negative. */
    private final long epollPwait2Number;

    private final long pidfdOpenNumber;

    /**
     * Binds what there is.
     *
     * @param abi the tables that go with the calls
     * @param register binds one group of {@link JnaFunctions} and says whether it is there
     * @throws BindingUnavailableException if there is no POSIX, or kqueue is to come from a library that does not have
     *     it
     */
    JnaLibc(Abi abi, Predicate<Class<?>> register) throws BindingUnavailableException {
        if (!register.test(Posix.class)) {
            throw new BindingUnavailableException("jna: this process has no POSIX C library", null);
        }
        this.abi = abi;
        this.errno = new Errno(abi, this::strerror);
        this.noSuchCall = -abi.value(Constant.ENOSYS);
        this.xpgStrerror = abi.strerror().equals(XpgStrerror.NAME) && register.test(XpgStrerror.class);
        this.posixStrerror = abi.strerror().equals(PosixStrerror.NAME) && register.test(PosixStrerror.class);
        this.fstatInode64 = register.test(FstatInode64.class);
        this.fstat50 = register.test(Fstat50.class);
        this.fstat = register.test(Fstat.class);
        this.pipe2 = register.test(Pipe2.class);
        this.accept4 = register.test(Accept4.class);
        this.batches = register.test(Batches.class);
        this.splice = register.test(Splice.class);
        this.epoll = register.test(Epoll.class);
        this.epollCreate1 = register.test(EpollCreate1.class);
        this.epollPwait2 = register.test(EpollPwait2.class);
        this.eventfd = register.test(Eventfd.class);
        this.inotify = register.test(Inotify.class);
        this.pidfd = register.test(Pidfd.class);
        this.timerfd = register.test(Timerfd.class);
        this.kqueue = calls(KqueueAbi.Kevent.KEVENT) && registerKqueue(register);
        this.kqueue50 = calls(KqueueAbi.Kevent.KEVENT50) && register.test(Kqueue50.class);
        boolean byNumber = !(epollPwait2 && pidfd) && register.test(Syscall.class);
        this.epollPwait2Number = byNumber ? abi.systemCall("epoll_pwait2").orElse(-1) : -1;
        this.pidfdOpenNumber = byNumber ? abi.systemCall("pidfd_open").orElse(-1) : -1;
    }

    private boolean calls(KqueueAbi.Kevent kevent) {
        return abi.hasKqueue() && abi.kqueue().functions().kevent() == kevent;
    }

    private boolean registerKqueue(Predicate<Class<?>> register) throws BindingUnavailableException {
        Optional<KqueueLibrary> library = abi.kqueue().functions().library();
        if (library.isEmpty()) {
            return register.test(Kqueue.class);
        }
        JnaFunctions.register(Kqueue.class, library.get());
        return true;
    }

    @Override
    public void acquire() {
        JnaMappings.acquire();
    }

    @Override
    public void release() {
        JnaMappings.release();
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
        return Pointer.nativeValue(Native.getDirectBufferPointer(buffer));
    }

    @Override
    public String errnoName(int errno) {
        return abi.errnoName(errno);
    }

    @Override
    public String strerror(int errno) {
        messageLock.lock();
        try {
            Pointer text = Native.getDirectBufferPointer(message.put(0, (byte) 0));
            // An unknown errno is an error, but leaves a text all the same.
            if (xpgStrerror) {
                XpgStrerror.__xpg_strerror_r(errno, Pointer.nativeValue(text), LONGEST_MESSAGE);
            } else if (posixStrerror) {
                PosixStrerror.strerror_r(errno, Pointer.nativeValue(text), LONGEST_MESSAGE);
            }
            return text.getString(0);
        } finally {
            messageLock.unlock();
        }
    }

    @Override
    public int pipe2(long fds, int flags) {
        return pipe2 ? result(Pipe2.pipe2(fds, flags)) : noSuchCall;
    }

    @Override
    public int fstat(int fd, long stat) {
        if (fstatInode64) {
            return result(FstatInode64.fstat$INODE64(fd, stat));
        }
        if (fstat50) {
            return result(Fstat50.__fstat50(fd, stat));
        }
        return fstat ? result(Fstat.fstat(fd, stat)) : noSuchCall;
    }

    @Override
    public int accept4(int fd, long address, long length, int flags) {
        return accept4 ? result(Accept4.accept4(fd, address, length, flags)) : noSuchCall;
    }

    @Override
    public int recvmmsg(int fd, long messages, int count, int flags) {
        return batches ? result(Batches.recvmmsg(fd, messages, count, flags, 0)) : noSuchCall;
    }

    @Override
    public int sendmmsg(int fd, long messages, int count, int flags) {
        return batches ? result(Batches.sendmmsg(fd, messages, count, flags)) : noSuchCall;
    }

    @Override
    public long splice(int from, int to, long length, int flags) {
        return splice ? result(Splice.splice(from, 0, to, 0, length, flags)) : noSuchCall;
    }

    @Override
    public long sendfile(int to, int from, long offset, long length) {
        return splice ? result(Splice.sendfile(to, from, offset, length)) : noSuchCall;
    }

    @Override
    public int epollCreate(int size) {
        return epoll ? result(Epoll.epoll_create(size)) : noSuchCall;
    }

    @Override
    public int epollCreate1(int flags) {
        return epollCreate1 ? result(EpollCreate1.epoll_create1(flags)) : noSuchCall;
    }

    @Override
    public int epollCtl(int epfd, int op, int fd, long event) {
        return epoll ? result(Epoll.epoll_ctl(epfd, op, fd, event)) : noSuchCall;
    }

    @Override
    public int epollWait(int epfd, long events, int maxEvents, int timeoutMillis) {
        return epoll ? result(Epoll.epoll_wait(epfd, events, maxEvents, timeoutMillis)) : noSuchCall;
    }

    @Override
    public int epollPwait2(int epfd, long events, int maxEvents, long timespec) {
        if (epollPwait2) {
            return result(EpollPwait2.epoll_pwait2(epfd, events, maxEvents, timespec, 0));
        }
        if (epollPwait2Number < 0) {
            return noSuchCall;
        }
        return (int) result(Syscall.syscall(epollPwait2Number, epfd, events, maxEvents, timespec, 0, SIGSET_SIZE));
    }

    @Override
    public int eventfd(int initial, int flags) {
        return eventfd ? result(Eventfd.eventfd(initial, flags)) : noSuchCall;
    }

    @Override
    public int inotifyInit1(int flags) {
        return inotify ? result(Inotify.inotify_init1(flags)) : noSuchCall;
    }

    @Override
    public int inotifyAddWatch(int fd, long path, int mask) {
        return inotify ? result(Inotify.inotify_add_watch(fd, path, mask)) : noSuchCall;
    }

    @Override
    public int pidfdOpen(int pid, int flags) {
        if (pidfd) {
            return result(Pidfd.pidfd_open(pid, flags));
        }
        return pidfdOpenNumber < 0
                ? noSuchCall
                : (int) result(Syscall.syscall(pidfdOpenNumber, pid, flags, 0, 0, 0, 0));
    }

    @Override
    public int timerfdCreate(int clock, int flags) {
        return timerfd ? result(Timerfd.timerfd_create(clock, flags)) : noSuchCall;
    }

    @Override
    public int timerfdSettime(int fd, int flags, long newTimes, long oldTimes) {
        return timerfd ? result(Timerfd.timerfd_settime(fd, flags, newTimes, oldTimes)) : noSuchCall;
    }

    @Override
    public int kqueue() {
        if (kqueue50) {
            return result(Kqueue50.kqueue());
        }
        return kqueue ? result(Kqueue.kqueue()) : noSuchCall;
    }

    @Override
    public int kevent(int kq, long changes, int changeCount, long events, int eventCount, long timespec) {
        if (kqueue50) {
            return result(Kqueue50.__kevent50(kq, changes, changeCount, events, eventCount, timespec));
        }
        return kqueue ? result(Kqueue.kevent(kq, changes, changeCount, events, eventCount, timespec)) : noSuchCall;
    }
}
