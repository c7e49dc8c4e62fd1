// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.uring;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/**
 * The system calls of io_uring by number, because the C library has no functions for them, and mmap. Each returns what
 * the kernel returns: 0 or more, or -errno. One thread at a time has an instance.
 */
final class Calls {
    /** The same on every processor (asm-generic/unistd.h). */
    private static final long SETUP = 425;

    private static final long ENTER = 426;
    private static final long REGISTER = 427;

    private static final int PROT_READ_WRITE = 3;
    private static final int MAP_SHARED_POPULATE = 0x8001;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final long ERRNO_AT =
            Linker.Option.captureStateLayout().byteOffset(PathElement.groupElement("errno"));

    /** {@code long syscall(long number, ...)}. */
    private static final MethodHandle SYSCALL = link(
            "syscall",
            FunctionDescriptor.of(
                    JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            ERRNO,
            Linker.Option.firstVariadicArg(1));

    /** {@code void *mmap(void *addr, size_t length, int prot, int flags, int fd, off_t offset)}. */
    private static final MethodHandle MMAP = link(
            "mmap",
            FunctionDescriptor.of(ADDRESS, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG),
            ERRNO);

    private final MemorySegment errno = Arena.global().allocate(Linker.Option.captureStateLayout());

    /** {@code int io_uring_setup(u32 entries, struct io_uring_params *p)}. */
    int setup(int entries, MemorySegment params) {
        return (int) call(SETUP, entries, params.address(), 0, 0, 0, 0);
    }

    /** {@code int io_uring_enter2(unsigned fd, u32 submit, u32 complete, u32 flags, const void *arg, size_t size)}. */
    int enter(int fd, int submit, int complete, int flags, MemorySegment argument) {
        return (int) call(ENTER, fd, submit, complete, flags, argument.address(), argument.byteSize());
    }

    /** {@code int io_uring_register(unsigned fd, unsigned opcode, void *arg, unsigned args)}. */
    int register(int fd, int opcode, MemorySegment argument, int arguments) {
        return (int) call(REGISTER, fd, opcode, argument.address(), arguments, 0, 0);
    }

    /** Maps a part of a ring for as long as the process lives; null memory of size 0 if that is refused. */
    @SuppressWarnings("restricted") // the kernel has mapped so many bytes
    MemorySegment map(int fd, long size, long offset) {
        try {
            MemorySegment at =
                    (MemorySegment) MMAP.invokeExact(errno, 0L, size, PROT_READ_WRITE, MAP_SHARED_POPULATE, fd, offset);
            return at.address() == -1 ? MemorySegment.NULL : at.reinterpret(size);
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    private long call(long number, long a, long b, long c, long d, long e, long f) {
        try {
            long result = (long) SYSCALL.invokeExact(errno, number, a, b, c, d, e, f);
            return result < 0 ? -errno.get(JAVA_INT, ERRNO_AT) : result;
        } catch (Throwable failure) {
            throw unexpected(failure);
        }
    }

    private static AssertionError unexpected(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return new AssertionError(failure);
    }

    @SuppressWarnings("restricted") // the C prototype stands above every handle
    private static MethodHandle link(String function, FunctionDescriptor descriptor, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().find(function).orElseThrow(), descriptor, options);
    }
}
