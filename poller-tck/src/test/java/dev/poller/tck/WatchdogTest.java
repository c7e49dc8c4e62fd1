// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor.Invocation;
import org.opentest4j.AssertionFailedError;

class WatchdogTest {
    private final CountDownLatch never = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);

    @Test
    void aTestThatHangsIsDumpedInterruptedAndFailed() throws Exception {
        PrintStream stderr = System.err;
        ByteArrayOutputStream dump = new ByteArrayOutputStream();
        System.setErr(new PrintStream(dump, true, StandardCharsets.UTF_8));
        AssertionFailedError failure;
        try {
            failure = assertThrows(AssertionFailedError.class, () -> guard("theTestThatHangs", this::hang));
        } finally {
            System.setErr(stderr);
        }
        interrupted.await();
        assertTrue(dump.toString(StandardCharsets.UTF_8).contains("WatchdogTest.hang"), dump::toString);
        assertEquals("theTestThatHangs did not end within 1 s; see the dump on stderr", failure.getMessage());
        assertTrue(String.valueOf(failure.getStackTrace()[0]).contains("park"), "the stack of the test");
    }

    @Test
    void whatATestThrowsIsThrown() {
        IOException thrown = new IOException("from the test");
        IOException caught = assertThrows(
                IOException.class,
                () -> guard("aTestThatThrows", () -> {
                    throw thrown;
                }));
        assertSame(thrown, caught);
    }

    @Test
    void theDumpShowsThreadsAndDescriptors() {
        assumeTrue(Descriptors.visible(), "descriptors are seen in /proc/self/fd, which is not there");
        String dump = Diagnosis.take();
        assertTrue(dump.contains("\"" + Thread.currentThread().getName() + "\" RUNNABLE"), dump);
        assertTrue(dump.contains("theDumpShowsThreadsAndDescriptors"), dump);
        assertTrue(dump.contains("0 -> "), dump);
    }

    private Void hang() throws InterruptedException {
        try {
            never.await();
            return null;
        } finally {
            interrupted.countDown();
        }
    }

    /** Found by the watchdog for its limit. */
    @TimeLimit(seconds = 1)
    @SuppressWarnings("unused") // by reflection
    private void limited() {}

    private static void guard(String name, Invocation<Void> test) throws Throwable {
        Watchdog.guard(test, context(name));
    }

    private static ExtensionContext context(String name) {
        return (ExtensionContext) Proxy.newProxyInstance(
                WatchdogTest.class.getClassLoader(), new Class<?>[] {ExtensionContext.class}, (proxy, method, args) -> {
                    return switch (method.getName()) {
                        case "getDisplayName" -> name;
                        case "getTestMethod" -> Optional.of(WatchdogTest.class.getDeclaredMethod("limited"));
                        case "getTestClass" -> Optional.of(WatchdogTest.class);
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }
}
