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

    /** An emulated processor is ten and more times slower. */
    private static final Duration EMULATED = Duration.ofMinutes(15);

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
        return epoll("arm64-java-17", EMULATED);
    }

    @TestFactory
    Stream<DynamicTest> arm64OnJava25() throws InterruptedException {
        return epoll("arm64-java-25", EMULATED);
    }

    /** Big-endian. */
    @TestFactory
    Stream<DynamicTest> s390xOnJava17() throws InterruptedException {
        return epoll("s390x-java-17", EMULATED);
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

    private static Stream<DynamicTest> epoll(String image, Duration limit) throws InterruptedException {
        return ContainerRun.selfTest(() -> new ApplicationContainer(Images.named(image)), limit, "--provider", "epoll");
    }
}
