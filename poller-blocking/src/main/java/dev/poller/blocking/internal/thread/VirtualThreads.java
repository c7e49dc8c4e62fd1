// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.thread;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Virtual threads by name, for they exist from Java 21 on and this runs on 17 too. Any thread may call. */
public final class VirtualThreads {
    private static final @Nullable MethodHandle UNSTARTED = findUnstarted();
    private static final @Nullable MethodHandle IS_VIRTUAL = findIsVirtual();

    private VirtualThreads() {}

    /** True if this Java can make them. */
    public static boolean available() {
        return UNSTARTED != null;
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
        MethodHandle virtual = UNSTARTED;
        if (virtual == null) {
            return platform(task);
        }
        try {
            return (Thread) virtual.invokeExact(task);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** A daemon platform thread; not started. */
    public static Thread platform(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        return thread;
    }

    /** {@code Thread.ofVirtual().unstarted(task)}; null before Java 21. */
    private static @Nullable MethodHandle findUnstarted() {
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

    private static @Nullable MethodHandle findIsVirtual() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
        } catch (ReflectiveOperationException absent) {
            return null;
        }
    }
}
