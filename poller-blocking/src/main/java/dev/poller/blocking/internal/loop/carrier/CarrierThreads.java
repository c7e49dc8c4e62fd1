// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.loop.carrier;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Virtual threads on a scheduler of one's own. Any thread may call.
 *
 * <p>The JDK has them for its own tests (java.lang.ThreadBuilders.VirtualThreadBuilder and the field
 * java.lang.VirtualThread.scheduler, JDK 21 to 25 at least). This is the only class of this module that reaches into
 * the JDK.
 *
 * <p>The branch fibers of OpenJDK's repository loom has in public what is taken here, as an experiment that may change
 * or go (loom-docs/CustomSchedulers.md): {@code
 * Thread.ofVirtual().scheduler(Thread.VirtualThreadScheduler.adapt(driver))} would stand in {@link #unstarted}, and the
 * property jdk.virtualThreadScheduler.implClass would have a class of ours run all threads of a program, instead of
 * what poller-javanet's package hook does. Schedulers are not inherited there.
 */
public final class CarrierThreads {
    private static final String OPEN = "--add-opens java.base/java.lang="
            + (CarrierThreads.class.getModule().isNamed()
                    ? CarrierThreads.class.getModule().getName()
                    : "ALL-UNNAMED");

    /** {@code new VirtualThreadBuilder(executor).unstarted(task)}; null with a reason. */
    private static final @Nullable MethodHandle UNSTARTED;

    /** {@code java.lang.VirtualThread}; null as the next one. */
    private static final @Nullable Class<?> VIRTUAL;

    /** {@code virtualThread.scheduler}; null where the other one is. */
    private static final @Nullable MethodHandle SCHEDULER;

    private static final String MISSING;

    static {
        MethodHandle unstarted = null;
        Class<?> virtual = null;
        MethodHandle scheduler = null;
        String missing = "";
        try {
            MethodHandle found = find();
            virtual = Class.forName("java.lang.VirtualThread");
            scheduler = findScheduler(virtual);
            unstarted = found;
        } catch (InaccessibleObjectException closed) {
            missing = "carrier loops need the JVM option " + OPEN;
        } catch (ReflectiveOperationException absent) {
            missing = "carrier loops need Java 21 or later whose virtual threads take a scheduler; this is Java "
                    + Runtime.version();
        }
        UNSTARTED = unstarted;
        VIRTUAL = virtual;
        SCHEDULER = scheduler;
        MISSING = missing;
    }

    private CarrierThreads() {}

    /**
     * Checks that there can be such threads.
     *
     * @throws UnsupportedOperationException if not; the message is one sentence that says what is missing
     */
    public static void require() {
        if (UNSTARTED == null) {
            throw new UnsupportedOperationException(MISSING);
        }
    }

    /** A virtual thread whose every step is handed to the scheduler; not started. */
    public static Thread unstarted(Executor scheduler, Runnable task) {
        MethodHandle handle = UNSTARTED;
        if (handle == null) {
            throw new UnsupportedOperationException(MISSING);
        }
        try {
            return (Thread) handle.invokeExact(scheduler, task);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** What every step of the calling thread is handed to; null if that is no virtual thread, or cannot be known. */
    static @Nullable Object schedulerOfCurrent() {
        Thread current = Thread.currentThread();
        Class<?> virtual = VIRTUAL;
        MethodHandle scheduler = SCHEDULER;
        if (virtual == null || scheduler == null || !virtual.isInstance(current)) {
            return null;
        }
        try {
            return (Object) scheduler.invokeExact(current);
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static MethodHandle findScheduler(Class<?> virtual) throws ReflectiveOperationException {
        Field field = virtual.getDeclaredField("scheduler");
        field.setAccessible(true);
        return MethodHandles.lookup().unreflectGetter(field).asType(MethodType.methodType(Object.class, Thread.class));
    }

    private static MethodHandle find() throws ReflectiveOperationException {
        Constructor<?> constructor =
                Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder").getDeclaredConstructor(Executor.class);
        constructor.setAccessible(true);
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        Class<?> builder = Class.forName("java.lang.Thread$Builder");
        MethodHandle make =
                lookup.unreflectConstructor(constructor).asType(MethodType.methodType(builder, Executor.class));
        MethodHandle unstarted =
                lookup.findVirtual(builder, "unstarted", MethodType.methodType(Thread.class, Runnable.class));
        return MethodHandles.filterArguments(unstarted, 0, make);
    }
}
