// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.AssertionFailedError;

/**
 * Ends tests that hang: prints all threads and the descriptor table, interrupts the test and fails it. A test runs on a
 * thread of its own, for one that waits in a system call hears no interrupt and has to be left behind.
 *
 * <p>The limit is 30 seconds, or the {@link TimeLimit} on the test or its class. The system property {@value
 * #FACTOR_PROPERTY} multiplies it, for slow machines and for debugging.
 */
public final class Watchdog implements InvocationInterceptor {
    /** Multiplies every limit; 1 if not set. */
    public static final String FACTOR_PROPERTY = "poller.tck.patience";

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** Called by JUnit. */
    public Watchdog() {}

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> invocationContext,
            ExtensionContext extensionContext)
            throws Throwable {
        guard(invocation, extensionContext);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> invocationContext,
            ExtensionContext extensionContext)
            throws Throwable {
        guard(invocation, extensionContext);
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> invocationContext,
            ExtensionContext extensionContext)
            throws Throwable {
        guard(invocation, extensionContext);
    }

    @Override
    public void interceptAfterEachMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> invocationContext,
            ExtensionContext extensionContext)
            throws Throwable {
        guard(invocation, extensionContext);
    }

    static void guard(Invocation<Void> invocation, ExtensionContext context) throws Throwable {
        Duration limit = limit(context);
        FutureTask<Optional<Throwable>> test = new FutureTask<>(() -> outcome(invocation));
        Thread runner = new Thread(test, "test " + context.getDisplayName());
        runner.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        runner.setDaemon(true);
        runner.start();
        Optional<Throwable> failure;
        try {
            failure = test.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException hanging) {
            throw abandon(runner, context, limit);
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private static Optional<Throwable> outcome(Invocation<Void> invocation) {
        try {
            invocation.proceed();
            return Optional.empty();
        } catch (Throwable failure) {
            return Optional.of(failure);
        }
    }

    private static AssertionFailedError abandon(Thread runner, ExtensionContext context, Duration limit)
            throws InterruptedException {
        AssertionFailedError failure = new AssertionFailedError(
                context.getDisplayName() + " did not end within " + limit.toSeconds() + " s; see the dump on stderr");
        failure.setStackTrace(runner.getStackTrace());
        System.err.println(failure.getMessage());
        System.err.println(Diagnosis.take());
        runner.interrupt();
        runner.join(GRACE.toMillis());
        return failure;
    }

    private static Duration limit(ExtensionContext context) {
        Duration limit = AnnotationSupport.findAnnotation(context.getTestMethod(), TimeLimit.class)
                .or(() -> AnnotationSupport.findAnnotation(context.getTestClass(), TimeLimit.class))
                .map(annotation -> Duration.ofSeconds(annotation.seconds()))
                .orElse(LIMIT);
        return limit.multipliedBy(Long.getLong(FACTOR_PROPERTY, 1));
    }
}
