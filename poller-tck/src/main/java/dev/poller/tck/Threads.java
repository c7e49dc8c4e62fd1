// SPDX-License-Identifier: Apache-2.0
package dev.poller.tck;

import java.util.Locale;
import java.util.regex.Pattern;

/** Looks at what other threads are doing, so that a test acts when they do it. Any thread may call. */
public final class Threads {
    /** The native methods in which pollers and Selectors wait. */
    private static final Pattern WAITING_CALL = Pattern.compile("(epoll_?p?wait2?|kevent|wait|poll0?|select)");

    private Threads() {}

    /**
     * Returns once the thread is parked: waiting, with or without a time limit.
     *
     * @param thread a started thread, virtual or not
     */
    public static void awaitParked(Thread thread) throws Exception {
        Await.until(thread.getName() + " is parked", () -> parked(thread) || ended(thread));
    }

    /**
     * Returns once the thread is parked or waits in a system call that polls.
     *
     * @param thread a started thread
     */
    public static void awaitPolling(Thread thread) throws Exception {
        Await.until(thread.getName() + " is polling", () -> parked(thread) || inPoll(thread) || ended(thread));
    }

    private static boolean parked(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    /** A thread that has ended is not waited for: what the test asserts next tells more. */
    private static boolean ended(Thread thread) {
        return thread.getState() == Thread.State.TERMINATED;
    }

    /** The JVM calls a thread in native code runnable; its innermost frame tells where it is. */
    private static boolean inPoll(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        return stack.length > 0
                && (stack[0].isNativeMethod() || stack[0].getClassName().startsWith("dev.poller.libc."))
                && WAITING_CALL
                        .matcher(stack[0].getMethodName().toLowerCase(Locale.ROOT))
                        .matches();
    }
}
