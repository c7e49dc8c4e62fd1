// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.fault;

import dev.poller.libc.Abi;
import dev.poller.libc.Constant;
import dev.poller.libc.KqueueAbi;
import dev.poller.libc.Libc;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A C library of Linux with another system's kqueue on top, for tests: kqueue(2) and kevent(2) as the man pages of
 * FreeBSD, OpenBSD, NetBSD and macOS describe them, over epoll, with the descriptors of this process under them. Pipes
 * are as there to fstat(2). Any thread may call.
 *
 * <p>It sees the memory that an address stands for because every address was asked of it.
 */
public final class KqueueStandIn {
    /**
     * What the kernel has, whatever its headers say.
     *
     * @param userEvents EVFILT_USER; unknown filters are EINVAL
     * @param receipts EV_RECEIPT; unknown flags are ignored
     */
    public record Features(boolean userEvents, boolean receipts) {
        /** All. */
        public static final Features ALL = new Features(true, true);
    }

    /** What the kernel refuses. Called on the thread that asks for a change, with the queue locked. */
    @FunctionalInterface
    public interface Refusal {
        /** Nothing that a kernel would not. */
        Refusal NONE = (ident, filter, flags) -> 0;

        /**
         * The errno that a change is answered with instead of being applied.
         *
         * @return 0 to apply it
         */
        int errno(long ident, int filter, int flags);
    }

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final String PIPE = "pipe:";

    private final Libc linux;
    private final Libc decorated;
    private final Abi abi;
    private final Features features;
    private final Refusal refusal;
    private final ConcurrentSkipListMap<Long, ByteBuffer> memory = new ConcurrentSkipListMap<>();
    private final Map<Integer, StandInQueue> queues = new ConcurrentHashMap<>();

    private KqueueStandIn(Libc linux, KqueueAbi kqueue, Features features, Refusal refusal) {
        this.linux = linux;
        this.abi = linux.abi().withKqueue(kqueue);
        this.features = features;
        this.refusal = refusal;
        this.decorated = (Libc) Proxy.newProxyInstance(
                Libc.class.getClassLoader(), new Class<?>[] {Libc.class}, (proxy, method, arguments) -> {
                    return call(method, arguments == null ? new Object[0] : arguments);
                });
    }

    /**
     * A library whose kqueue looks like a system's.
     *
     * @param linux executes the calls
     * @param kqueue the layout and the numbers
     * @param features what works
     */
    public static Libc over(Libc linux, KqueueAbi kqueue, Features features) {
        return over(linux, kqueue, features, Refusal.NONE);
    }

    /**
     * The same, that refuses some changes.
     *
     * @param linux executes the calls
     * @param kqueue the layout and the numbers
     * @param features what works
     * @param refusal what is refused although it works
     */
    public static Libc over(Libc linux, KqueueAbi kqueue, Features features, Refusal refusal) {
        return new KqueueStandIn(linux, kqueue, features, refusal).decorated;
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "abi" -> abi;
            case "address" -> address((ByteBuffer) arguments[0]);
            case "close" -> close((int) arguments[0]);
            case "fstat" -> fstat((int) arguments[0], (long) arguments[1]);
            case "kqueue" -> kqueue();
            case "kevent" -> kevent(arguments);
            default -> forward(method, arguments);
        };
    }

    private Object forward(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(linux, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause() == null ? failure : failure.getCause();
        }
    }

    private long address(ByteBuffer buffer) {
        long address = linux.address(buffer);
        memory.put(address, buffer.duplicate().order(ByteOrder.nativeOrder()).clear());
        return address;
    }

    private int close(int fd) {
        StandInQueue queue = queues.remove(fd);
        if (queue != null) {
            queue.closeInner();
        }
        queues.values().forEach(each -> each.closing(fd));
        return linux.close(fd);
    }

    /** A pipe without a name is of device 0; on Linux it is one of a file system of pipes. */
    private int fstat(int fd, long address) throws IOException {
        int result = linux.fstat(fd, address);
        if (result == 0 && isPipe(fd)) {
            at(address).putLong(abi.stat().deviceOffset(), 0);
        }
        return result;
    }

    private static boolean isPipe(int fd) throws IOException {
        return Files.readSymbolicLink(DESCRIPTORS.resolve(Integer.toString(fd)))
                .toString()
                .startsWith(PIPE);
    }

    private int kqueue() {
        StandInQueue queue = StandInQueue.create(linux, abi, features, refusal);
        queues.put(queue.fd(), queue);
        return queue.fd();
    }

    private int kevent(Object[] arguments) {
        StandInQueue queue = queues.get((int) arguments[0]);
        if (queue == null) {
            return -abi.value(Constant.EBADF);
        }
        KeventView changes = view((long) arguments[1], (int) arguments[2]);
        KeventView events = view((long) arguments[3], (int) arguments[4]);
        return queue.kevent(changes, events, nanos((long) arguments[5]));
    }

    private KeventView view(long address, int count) {
        return new KeventView(abi.kqueue().layout(), count == 0 ? ByteBuffer.allocate(0) : at(address), count);
    }

    private long nanos(long timespec) {
        if (timespec == 0) {
            return -1;
        }
        ByteBuffer time = at(timespec);
        return time.getLong(0) * 1_000_000_000L + time.getLong(8);
    }

    private ByteBuffer at(long address) {
        Map.Entry<Long, ByteBuffer> entry = memory.floorEntry(address);
        if (entry == null) {
            throw new IllegalArgumentException("no such address was given out: " + address);
        }
        int offset = Math.toIntExact(address - entry.getKey());
        ByteBuffer all = entry.getValue();
        return all.slice(offset, all.capacity() - offset).order(ByteOrder.nativeOrder());
    }
}
