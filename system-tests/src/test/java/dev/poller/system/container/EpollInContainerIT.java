// SPDX-License-Identifier: Apache-2.0
package dev.poller.system.container;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The conformance suites on epoll in Linux containers; every test inside is a test here. */
@NeedsEngine
final class EpollInContainerIT {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final Duration EMULATED = Duration.ofMinutes(20);

    @TestFactory
    Stream<DynamicTest> java17() throws InterruptedException {
        return epoll("java-17", LIMIT);
    }

    @TestFactory
    Stream<DynamicTest> java21() throws InterruptedException {
        return epoll("java-21", LIMIT);
    }

    @TestFactory
    Stream<DynamicTest> java25() throws InterruptedException {
        return epoll("java-25", LIMIT);
    }

    @TestFactory
    Stream<DynamicTest> debian() throws InterruptedException {
        return epoll("debian", LIMIT);
    }

    @TestFactory
    Stream<DynamicTest> alpineWithMusl() throws InterruptedException {
        return epoll("alpine", LIMIT);
    }

    @TestFactory
    Stream<DynamicTest> arm64OnJava17() throws InterruptedException {
        return emulated("arm64-java-17", "poller,platform");
    }

    @TestFactory
    Stream<DynamicTest> arm64OnJava25() throws InterruptedException {
        return emulated("arm64-java-25", "poller,virtual,unix");
    }

    /** Big-endian. */
    @TestFactory
    Stream<DynamicTest> s390xOnJava17() throws InterruptedException {
        return emulated("s390x-java-17", "poller,platform,unix");
    }

    /** Every fallback at once, through all suites. */
    @TestFactory
    Stream<DynamicTest> onAKernelWithoutTheNewerCalls() throws InterruptedException {
        return ContainerRun.selfTest(
                () -> new ApplicationContainer(Images.named("java-25")).without(SystemCalls.NEWER),
                LIMIT,
                "--provider",
                "epoll");
    }

    /**
     * An emulated processor is ten and more times slower. What it can show is how the system is called, and the
     * suites that are left out call it no differently.
     */
    private static Stream<DynamicTest> emulated(String image, String suites) throws InterruptedException {
        return ContainerRun.selfTest(
                () -> new ApplicationContainer(Images.named(image)),
                EMULATED,
                "--provider",
                "epoll",
                "--suite",
                suites);
    }

    private static Stream<DynamicTest> epoll(String image, Duration limit) throws InterruptedException {
        return ContainerRun.selfTest(() -> new ApplicationContainer(Images.named(image)), limit, "--provider", "epoll");
    }
}
