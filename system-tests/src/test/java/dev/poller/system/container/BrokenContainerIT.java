// SPDX-License-Identifier: Apache-2.0
package dev.poller.system.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

/** What goes wrong with a container is reported as that. */
@NeedsEngine
final class BrokenContainerIT {
    private static final String BEGUN = "echo '{\"event\": \"started\", \"provider\": \"epoll\", \"test\": \"A.b\"}'";

    @Test
    void anImageThatIsMissingIsNamed() {
        String image = "dev.poller.test/no-such-image:1";
        AssertionFailedError failure = assertThrows(
                AssertionFailedError.class,
                () -> ContainerRun.outputOf(new ApplicationContainer(image).command("doctor"), 0));
        assertTrue(String.valueOf(failure.getMessage()).contains(image), failure::toString);
    }

    @Test
    void aContainerThatDiesHalfWayIsAFailureWithItsLog() throws InterruptedException {
        String text = lastOf(shell(BEGUN + "; echo it breaks >&2; exit 137"), Duration.ofMinutes(1));
        assertTrue(text.contains("ended half-way with status 137, in epoll A.b"), text);
        assertTrue(text.contains("it breaks"), text);
    }

    @Test
    void aTestThatHangsInsideIsNamedAfterTheTime() throws InterruptedException {
        String text = lastOf(shell(BEGUN + "; sleep 600"), Duration.ofSeconds(5));
        assertTrue(text.contains("was still running after 5 s, in epoll A.b"), text);
    }

    @Test
    void aRunThatTestsNothingIsAFailure() throws InterruptedException {
        String text = lastOf(shell("echo '{\"event\": \"end\"}'"), Duration.ofMinutes(1));
        assertTrue(text.contains("tested nothing"), text);
    }

    private static ApplicationContainer shell(String script) {
        return new ApplicationContainer(Images.named("java-17")).withCommand("sh", "-c", script);
    }

    private static String lastOf(ApplicationContainer container, Duration limit) throws InterruptedException {
        try (ContainerRun run = ContainerRun.start(container)) {
            List<DynamicTest> tests = run.results(limit).toList();
            assertEquals(1, tests.size());
            AssertionFailedError failure = assertThrows(
                    AssertionFailedError.class,
                    () -> tests.get(0).getExecutable().execute());
            return String.valueOf(failure.getMessage());
        }
    }
}
