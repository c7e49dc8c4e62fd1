// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.selftest;

import dev.poller.cli.Log;
import dev.poller.cli.RunTimeFailure;
import dev.poller.cli.selftest.TestEvent.Kind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Tells of each test, of failures at once, and says after each group of tests how far it is. Called by JUnit, on one
 * thread.
 */
final class SuiteListener implements TestExecutionListener {
    private final String provider;
    private final Log progress;
    private final Consumer<TestEvent> events;
    private String suite = "";
    private int done;
    private final Map<String, Integer> doneBefore = new HashMap<>();

    SuiteListener(String provider, Log progress, Consumer<TestEvent> events) {
        this.provider = provider;
        this.progress = progress;
        this.events = events;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
        test.getSource()
                .filter(ClassSource.class::isInstance)
                .map(source -> ((ClassSource) source).getJavaClass())
                .filter(group -> !group.isMemberClass())
                .ifPresent(group -> suite = group.getSimpleName());
        if (isGroup(test)) {
            doneBefore.put(test.getUniqueId(), done);
        }
        if (test.isTest()) {
            tell(Kind.STARTED, test, null, null);
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        ended(Kind.SKIPPED, test, reason, null);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        switch (result.getStatus()) {
            case SUCCESSFUL -> {
                if (test.isTest()) {
                    ended(Kind.PASSED, test, null, null);
                }
            }
            case ABORTED -> ended(Kind.SKIPPED, test, whySkipped(result), null);
            case FAILED -> failed(test, result);
        }
        Integer before = doneBefore.remove(test.getUniqueId());
        if (before != null && done > before) {
            progress.line(provider + ": " + name(test) + ": " + (done - before) + " tests done");
        }
    }

    private void failed(TestIdentifier test, TestExecutionResult result) {
        ended(
                Kind.FAILED,
                test,
                reason(result),
                result.getThrowable().map(SuiteListener::trace).orElse(null));
        progress.line(provider + ": FAILED " + name(test) + ": " + reason(result));
        result.getThrowable().ifPresent(progress::trace);
    }

    private void ended(Kind kind, TestIdentifier test, @Nullable String reason, @Nullable String trace) {
        done++;
        tell(kind, test, reason, trace);
    }

    private void tell(Kind kind, TestIdentifier test, @Nullable String reason, @Nullable String trace) {
        events.accept(new TestEvent(provider, kind, name(test), reason, trace));
    }

    private static String trace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    private static boolean isGroup(TestIdentifier test) {
        return test.getSource().filter(ClassSource.class::isInstance).isPresent();
    }

    private String name(TestIdentifier test) {
        Optional<TestSource> source = test.getSource();
        if (source.isPresent() && source.get() instanceof MethodSource method) {
            String call = method.getMethodName();
            boolean repeated = !test.getDisplayName().startsWith(call);
            return simple(method.getClassName()) + "." + call + (repeated ? " " + test.getDisplayName() : "");
        }
        if (source.isPresent() && source.get() instanceof ClassSource group) {
            return simple(group.getClassName());
        }
        return test.getDisplayName();
    }

    /** The suites inherit their groups of tests, so a group alone does not say which suite it runs for. */
    private String simple(String className) {
        int group = className.indexOf('$');
        return group < 0 ? suite : suite + "." + className.substring(group + 1).replace('$', '.');
    }

    /** JUnit puts two words before the reason that the test gave. */
    private static String whySkipped(TestExecutionResult result) {
        return result.getThrowable()
                .map(Throwable::getMessage)
                .map(message -> message.replaceFirst("^Assumption failed: ", ""))
                .orElse("no reason given");
    }

    private static String reason(TestExecutionResult result) {
        return result.getThrowable().map(RunTimeFailure::reason).orElse("no reason given");
    }
}
