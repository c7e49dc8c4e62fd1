// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet.hook;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Has the JDK ask for the scheduler of each new virtual thread. Called by the agent, before the program's main.
 *
 * <p>The class is redefined and not transformed: so the change lasts when other agents transform it, and no transformer
 * has to see every class of the program.
 */
final class SchedulerHook {
    private SchedulerHook() {}

    /**
     * Installs the hook, or leaves the JDK as it was. The package java.lang is open to this.
     *
     * @param chooser is given the scheduler that a thread's maker wants, or null, and returns the one that it gets, or
     *     null for the JDK's
     * @throws Exception if that cannot be; the message says why
     */
    static void install(Instrumentation instrumentation, UnaryOperator<Executor> chooser) throws Exception {
        Class<?> target = Class.forName(Rewriting.TARGET.replace('/', '.'));
        byte[] before = classFile(target);
        byte[] after = Rewriting.rewritten(before);
        Class<?> holder = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup())
                .defineClass(Rewriting.holder());
        Field hook = holder.getDeclaredField(Rewriting.FIELD);
        hook.setAccessible(true);
        Probe probe = new Probe(Thread.currentThread());
        hook.set(null, probe);
        instrumentation.redefineClasses(new ClassDefinition(target, after));
        if (!probe.equals(schedulerOfNew(holder))) {
            instrumentation.redefineClasses(new ClassDefinition(target, before));
            throw new UnsupportedOperationException("virtual threads of this Java do not take a scheduler");
        }
        hook.set(null, chooser);
    }

    private static byte[] classFile(Class<?> type) throws IOException {
        try (InputStream in =
                type.getModule().getResourceAsStream(type.getName().replace('.', '/') + ".class")) {
            if (in == null) {
                throw new IOException("this Java does not show its class " + type.getName());
            }
            return in.readAllBytes();
        }
    }

    /** Of one that is made for this alone and never started; null if there is no such thing. */
    private static @Nullable Object schedulerOfNew(Class<?> holder) throws ReflectiveOperationException {
        Method make = holder.getDeclaredMethod(Rewriting.MAKE, Object.class);
        make.setAccessible(true);
        try {
            Object made = make.invoke(null, new Nothing());
            Field scheduler = made.getClass().getDeclaredField("scheduler");
            scheduler.setAccessible(true);
            return scheduler.get(made);
        } catch (InvocationTargetException | NoSuchFieldException otherwise) {
            return null; // As where the JVM has no continuations.
        }
    }

    /**
     * Chooses itself for the threads of one thread. No record, for comparing two takes time when a JVM has just begun.
     */
    private static final class Probe implements UnaryOperator<Executor>, Executor {
        private final Thread of;

        Probe(Thread of) {
            this.of = of;
        }

        @Override
        public @Nullable Executor apply(@Nullable Executor given) {
            return given == null && Thread.currentThread().equals(of) ? this : given;
        }

        @Override
        public void execute(Runnable task) {
            throw new RejectedExecutionException("nothing runs here");
        }
    }

    private static final class Nothing implements Runnable {
        @Override
        public void run() {}
    }
}
