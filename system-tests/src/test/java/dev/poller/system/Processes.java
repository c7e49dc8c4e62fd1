// SPDX-License-Identifier: Apache-2.0
package dev.poller.system;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * The processes beside a test, or beside all tests of a class where this is a static field. Afterwards they are ended,
 * whatever happened; a test that fails shows what they said. Used by the test's thread.
 */
final class Processes implements BeforeAllCallback, AfterEachCallback, AfterAllCallback, TestExecutionExceptionHandler {
    private final Deque<RunningProcess> running = new ArrayDeque<>();
    private boolean ofTheClass;

    /**
     * Starts one.
     *
     * @param name for people
     */
    RunningProcess start(String name, List<String> command) throws IOException {
        RunningProcess process = RunningProcess.start(name, command);
        running.push(process);
        return process;
    }

    /** JUnit calls this for static fields alone. */
    @Override
    public void beforeAll(ExtensionContext context) {
        ofTheClass = true;
    }

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        if (!ofTheClass) {
            end();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        end();
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        if (!(failure instanceof TestAbortedException)) {
            for (RunningProcess process : running) {
                failure.addSuppressed(new Said(process.said()));
            }
        }
        throw failure;
    }

    private void end() throws IOException, InterruptedException {
        while (!running.isEmpty()) {
            running.pop().end();
        }
    }

    private static final class Said extends Exception {
        private static final long serialVersionUID = 1L;

        Said(String text) {
            super(text, null, false, false);
        }
    }
}
