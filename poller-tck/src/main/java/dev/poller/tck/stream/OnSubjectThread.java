// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck.stream;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Runs each test's body on a thread of the kind under test. Called by JUnit on its own thread, which waits meanwhile. */
final class OnSubjectThread implements InvocationInterceptor {
    @Override
    public void interceptTestMethod(
            Invocation<Void> body, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        run(body, context);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> body, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        run(body, context);
    }

    private static void run(Invocation<Void> body, ExtensionContext context) throws Throwable {
        StreamFixture test = (StreamFixture) context.getRequiredTestInstance();
        Thread[] subject = new Thread[1];
        Throwable[] failure = new Throwable[1];
        subject[0] = test.subject().threads(test.netpoll, "test-").newThread(() -> {
            try {
                body.proceed();
            } catch (Throwable thrown) {
                failure[0] = thrown;
            }
        });
        subject[0].start();
        try {
            subject[0].join();
        } catch (InterruptedException overdue) {
            // The watchdog's way to end a test that hangs.
            subject[0].interrupt();
            throw overdue;
        }
        if (failure[0] != null) {
            throw failure[0];
        }
    }
}
