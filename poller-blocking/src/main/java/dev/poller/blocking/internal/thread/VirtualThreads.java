// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.thread;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Virtual threads by name, for they exist from Java 21 on and this runs on 17 too. Any thread may call. */
public final class VirtualThreads {
    private static final @Nullable ThreadFactory FACTORY = findFactory();
    private static final @Nullable MethodHandle IS_VIRTUAL = findIsVirtual();

    private VirtualThreads() {}

    /** True if this Java can make them. */
    public static boolean available() {
        return FACTORY != null;
    }

    /** True if the calling thread is virtual. */
    public static boolean currentIsVirtual() {
        return isVirtual(Thread.currentThread());
    }

    /** True if the thread is virtual. */
    public static boolean isVirtual(Thread thread) {
        MethodHandle handle = IS_VIRTUAL;
        if (handle == null) {
            return false;
        }
        try {
            return (boolean) handle.invokeExact(thread);
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** How many carriers the JDK's scheduler has (java.lang.VirtualThread, createDefaultForkJoinPoolScheduler). */
    public static int carriers() {
        return Integer.getInteger(
                "jdk.virtualThreadScheduler.parallelism", Runtime.getRuntime().availableProcessors());
    }

    /** A virtual thread, or a daemon platform thread where Java has none; not started. */
    public static Thread unstarted(Runnable task) {
        ThreadFactory virtual = FACTORY;
        return virtual == null ? platform(task) : virtual.newThread(task);
    }

    /** A daemon platform thread; not started. */
    public static Thread platform(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Threads with numbers, from 0 on.
     *
     * @param prefix the beginning of their names
     * @param unnamed makes one
     */
    public static ThreadFactory numbered(String prefix, ThreadFactory unnamed) {
        AtomicLong next = new AtomicLong();
        return task -> {
            Thread thread = unnamed.newThread(task);
            thread.setName(prefix + next.getAndIncrement());
            return thread;
        };
    }

    /** {@code Thread.ofVirtual().factory()}; null before Java 21: 19 and 20 have the method, and refuse. */
    private static @Nullable ThreadFactory findFactory() {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            return (ThreadFactory) Class.forName("java.lang.Thread$Builder")
                    .getMethod("factory")
                    .invoke(builder);
        } catch (ReflectiveOperationException absent) {
            return null;
        }
    }

    private static @Nullable MethodHandle findIsVirtual() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
        } catch (ReflectiveOperationException absent) {
            return null;
        }
    }
}
