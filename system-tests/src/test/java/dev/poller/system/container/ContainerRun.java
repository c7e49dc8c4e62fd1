// SPDX-License-Identifier: Apache-2.0
package dev.poller.system.container;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.poller.system.selftest.Output;
import dev.poller.system.selftest.SelfTestResults;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.TestAbortedException;
import org.testcontainers.containers.output.OutputFrame;

/** A container that runs one command, from its start to its end. */
final class ContainerRun implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final ApplicationContainer container;
    private final Output output = new Output();

    private ContainerRun(ApplicationContainer container) {
        this.container = container.withLogConsumer(this::take);
    }

    /** Starts it; skips the test where the processor cannot be emulated, and fails it for any other reason. */
    static ContainerRun start(ApplicationContainer container) throws InterruptedException {
        ContainerRun run = new ContainerRun(container);
        try {
            container.requireImage();
            container.start();
        } catch (RuntimeException failure) {
            container.stop();
            String reasons = reasons(failure);
            if (reasons.contains("exec format error")) {
                abort("this engine does not run such an image: " + reasons);
            }
            fail("the container of " + container.image() + " did not start: " + reasons, failure);
        }
        return run;
    }

    /**
     * The tests of {@code selftest --json}; the container is gone when the stream is closed, which JUnit does. If it is
     * to be skipped that is a test too, for a factory that is aborted is in no report.
     */
    static Stream<DynamicTest> selfTest(Supplier<ApplicationContainer> container, Duration limit, String... options)
            throws InterruptedException {
        String[] command = Stream.concat(Stream.of("selftest", "--json"), Stream.of(options))
                .toArray(String[]::new);
        try {
            ContainerRun run = start(container.get().command(command));
            return run.results(limit).onClose(run::close);
        } catch (TestAbortedException skipped) {
            return Stream.of(DynamicTest.dynamicTest("selftest", () -> {
                throw skipped;
            }));
        }
    }

    Stream<DynamicTest> results(Duration limit) {
        return SelfTestResults.of(output, limit, container::exitStatus);
    }

    private void take(OutputFrame frame) {
        switch (frame.getType()) {
            case STDOUT -> output.out(frame.getUtf8String());
            case STDERR -> frame.getUtf8StringWithoutLineEnding().lines().forEach(output::err);
            case END -> output.end();
        }
    }

    /** Runs a command to its end and returns its standard output; fails if its exit status is another one. */
    static String outputOf(ApplicationContainer container, long status) throws InterruptedException {
        try (ContainerRun run = start(container)) {
            return run.toEnd(status);
        }
    }

    /** Runs a command that is to fail with status 1 and returns its last lines, of both streams. */
    static String failureOf(ApplicationContainer container) throws InterruptedException {
        try (ContainerRun run = start(container)) {
            run.toEnd(1);
            return run.output.log();
        }
    }

    private String toEnd(long status) throws InterruptedException {
        StringBuilder text = new StringBuilder();
        long start = System.nanoTime();
        for (; ; ) {
            Output.Line line = output.next(start + LIMIT.toNanos() - System.nanoTime());
            if (line == null) {
                return fail("still running after " + LIMIT.toSeconds() + " s; " + output.log());
            }
            if (line.text() == null) {
                break;
            }
            text.append(line.text()).append('\n');
        }
        long ended = container.exitStatus();
        return ended == status ? text.toString() : fail("ended with status " + ended + "; " + output.log());
    }

    /** Testcontainers says little itself; the engine's reason is among the causes. */
    private static String reasons(Throwable failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            all.append(all.isEmpty() ? "" : ": ").append(cause.getMessage());
        }
        return all.toString();
    }

    @Override
    public void close() {
        container.stop();
    }
}
