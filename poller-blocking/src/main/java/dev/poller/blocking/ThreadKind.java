// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The two kinds of Java thread. Virtual ones exist from Java 21 on and are reached by name, for this runs on 17 too. */
public enum ThreadKind {
    /** Cheap threads that share carriers. */
    VIRTUAL,
    /** Threads of the operating system; those made here are daemons. */
    PLATFORM;

    private static final @Nullable MethodHandle NEW_VIRTUAL = newVirtual();

    /** {@link #VIRTUAL} if this Java has it, else {@link #PLATFORM}. */
    public static ThreadKind best() {
        return VIRTUAL.available() ? VIRTUAL : PLATFORM;
    }

    /** True if this Java can make such threads. */
    public boolean available() {
        return this == PLATFORM || NEW_VIRTUAL != null;
    }

    /**
     * Makes threads of this kind, numbered from 0.
     *
     * @param prefix the beginning of their names, before the number
     * @throws UnsupportedOperationException if this Java has no such threads
     */
    public ThreadFactory factory(String prefix) {
        if (!available()) {
            throw new UnsupportedOperationException("virtual threads need Java 21 or later; this is Java "
                    + Runtime.version().feature());
        }
        AtomicLong next = new AtomicLong();
        return task -> {
            Thread thread = newThread(task);
            thread.setName(prefix + next.getAndIncrement());
            return thread;
        };
    }

    /** True if the calling thread is virtual. */
    static boolean currentIsVirtual() {
        return isVirtual(Thread.currentThread());
    }

    /** True if the thread is virtual. */
    static boolean isVirtual(Thread thread) {
        return IsVirtual.test(thread);
    }

    /** How many carriers the JDK's scheduler has (java.lang.VirtualThread, createDefaultForkJoinPoolScheduler). */
    static int carriers() {
        return Integer.getInteger(
                "jdk.virtualThreadScheduler.parallelism", Runtime.getRuntime().availableProcessors());
    }

    Thread newThread(Runnable task) {
        MethodHandle virtual = NEW_VIRTUAL;
        if (this == PLATFORM || virtual == null) {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }
        try {
            return (Thread) virtual.invokeExact(task);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** {@code Thread.ofVirtual().unstarted(task)}; null before Java 21. */
    private static @Nullable MethodHandle newVirtual() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            Class<?> virtualBuilder = Class.forName("java.lang.Thread$Builder$OfVirtual");
            MethodHandle ofVirtual =
                    lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(virtualBuilder));
            MethodHandle unstarted =
                    lookup.findVirtual(builder, "unstarted", MethodType.methodType(Thread.class, Runnable.class));
            ofVirtual.invoke(); // Java 19 and 20 have the method and refuse without --enable-preview.
            return MethodHandles.foldArguments(
                            MethodHandles.dropArguments(
                                    unstarted.asType(
                                            MethodType.methodType(Thread.class, virtualBuilder, Runnable.class)),
                                    1),
                            ofVirtual)
                    .asType(MethodType.methodType(Thread.class, Runnable.class));
        } catch (Throwable absent) {
            return null;
        }
    }

    private static final class IsVirtual {
        private static final @Nullable MethodHandle HANDLE = find();

        static boolean test(Thread thread) {
            MethodHandle handle = HANDLE;
            if (handle == null) {
                return false;
            }
            try {
                return (boolean) handle.invokeExact(thread);
            } catch (Throwable failure) {
                throw new IllegalStateException(failure);
            }
        }

        private static @Nullable MethodHandle find() {
            try {
                return MethodHandles.publicLookup()
                        .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
            } catch (ReflectiveOperationException absent) {
                return null;
            }
        }
    }
}
