// SPDX-License-Identifier: Apache-2.0
package dev.poller.system.container;

import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The conformance suites on epoll in Linux containers; every test inside is a test here. */
@NeedsEngine
final class EpollInContainerIT {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final String STREAMS = "poller,virtual,platform,loops,unix";

    private static final String ALL = STREAMS + ",adopted,pipes,datagrams";

    private static final Duration EMULATED = Duration.ofMinutes(20);

    @TestFactory
    Stream<DynamicTest> java17() throws InterruptedException {
        return epoll("java-17", STREAMS);
    }

    @TestFactory
    Stream<DynamicTest> java21() throws InterruptedException {
        return epoll("java-21", STREAMS);
    }

    @TestFactory
    Stream<DynamicTest> java25() throws InterruptedException {
        return epoll("java-25", ALL);
    }

    @TestFactory
    Stream<DynamicTest> debian() throws InterruptedException {
        return epoll("debian", STREAMS);
    }

    @TestFactory
    Stream<DynamicTest> alpineWithMusl() throws InterruptedException {
        return epoll("alpine", ALL);
    }

    @TestFactory
    Stream<DynamicTest> arm64OnJava17() throws InterruptedException {
        return emulated(withoutC2("arm64-java-17"), "poller,platform");
    }

    @TestFactory
    Stream<DynamicTest> arm64OnJava25() throws InterruptedException {
        return emulated(withoutC2("arm64-java-25"), "poller,virtual,unix");
    }

    /** Big-endian. */
    @TestFactory
    Stream<DynamicTest> s390xOnJava17() throws InterruptedException {
        return emulated(() -> new ApplicationContainer(Images.named("s390x-java-17")), "poller,platform,unix");
    }

    /** It has socket options and ioctl numbers of its own. */
    @TestFactory
    Stream<DynamicTest> ppc64leOnJava17() throws InterruptedException {
        return emulated(() -> new ApplicationContainer(Images.named("ppc64le-java-17")), "poller,platform,unix");
    }

    @TestFactory
    Stream<DynamicTest> riscv64OnJava25() throws InterruptedException {
        return emulated(withoutC2("riscv64-java-25"), "poller,virtual,unix");
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
     * Without C2, whose volatile store and load on arm64 are STLR and LDAR. On an x86 host qemu-user 7.2 lets such a
     * load overtake such a store, which no arm64 does: of 400,000 rounds in which two threads each stored and then
     * looked at what the other had stored, both saw nothing in up to 6,500. A wake-up is lost like that, in the JDK
     * too. C1 has barriers.
     */
    private static Supplier<ApplicationContainer> withoutC2(String image) {
        return () -> new ApplicationContainer(Images.named(image)).javaOption("-XX:TieredStopAtLevel=1");
    }

    /**
     * An emulated processor is ten and more times slower. What it can show is how the system is called, and the
     * suites that are left out call it no differently.
     */
    private static Stream<DynamicTest> emulated(Supplier<ApplicationContainer> container, String suites)
            throws InterruptedException {
        return ContainerRun.selfTest(container, EMULATED, "--provider", "epoll", "--suite", suites);
    }

    private static Stream<DynamicTest> epoll(String image, String suites) throws InterruptedException {
        return ContainerRun.selfTest(
                () -> new ApplicationContainer(Images.named(image)), LIMIT, "--provider", "epoll", "--suite", suites);
    }
}
