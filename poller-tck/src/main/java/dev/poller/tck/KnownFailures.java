// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import static org.junit.jupiter.api.Assertions.fail;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/**
 * What somebody else's library under a suite is known to get wrong: a list of tests, each with the cause. They run all
 * the same; one that fails is skipped with the cause, and one that passes fails, so that the list cannot grow stale.
 * Set up before the suite; then any thread may call.
 *
 * <pre>
 * &#64;RegisterExtension
 * static final KnownFailures KNOWN = new KnownFailures("libxyz").of("its edges are levels", "edgeIsReportedOnce");
 * </pre>
 */
public final class KnownFailures implements InvocationInterceptor {
    private final String library;
    private final Map<String, Known> tests = new HashMap<>();

    private record Known(String cause, boolean runs) {}

    /** None yet. */
    public KnownFailures(String library) {
        this.library = library;
    }

    /**
     * These fail every time.
     *
     * @param cause what the library does
     * @param names of test methods; with arguments as in {@code name(LEVEL)} only of the test with them
     */
    public KnownFailures of(String cause, String... names) {
        return put(cause, true, names);
    }

    /**
     * These fail now and then, or do not end: they are not run.
     *
     * @param cause what the library does
     * @param names as for {@link #of}
     */
    public KnownFailures unreliable(String cause, String... names) {
        return put(cause, false, names);
    }

    private KnownFailures put(String cause, boolean runs, String... names) {
        for (String name : names) {
            tests.put(name, new Known(library + ": " + cause, runs));
        }
        return this;
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> invocationContext,
            ExtensionContext extensionContext)
            throws Throwable {
        run(invocation, invocationContext);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> invocationContext,
            ExtensionContext extensionContext)
            throws Throwable {
        run(invocation, invocationContext);
    }

    private void run(Invocation<Void> invocation, ReflectiveInvocationContext<Method> test) throws Throwable {
        String method = test.getExecutable().getName();
        String withArguments =
                method + test.getArguments().toString().replace('[', '(').replace(']', ')');
        Known known = tests.getOrDefault(withArguments, tests.get(method));
        if (known == null) {
            invocation.proceed();
        } else if (known.runs()) {
            expectFailure(invocation, withArguments, known);
        } else {
            invocation.skip();
            Assumptions.abort(known.cause());
        }
    }

    private void expectFailure(Invocation<Void> invocation, String name, Known known) throws Throwable {
        try {
            invocation.proceed();
        } catch (TestAbortedException skipped) {
            throw skipped;
        } catch (Throwable failure) {
            throw new TestAbortedException(known.cause(), failure);
        }
        fail(library + " has learnt this, take " + name + " off the list of what it gets wrong: " + known.cause());
    }
}
