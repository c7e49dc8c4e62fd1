// SPDX-License-Identifier: Apache-2.0
package dev.poller.javanet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.ThreadKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Each case is played with the JDK's sockets and with ours, and must give the same record. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DifferentialTests {
    private final String provider;
    private Netpoll netpoll;

    DifferentialTests(String provider) {
        this.provider = provider;
    }

    @BeforeAll
    void open() throws IOException {
        netpoll = Netpoll.options().provider(provider).open();
    }

    @AfterAll
    void close() {
        netpoll.close();
    }

    @TestFactory
    Stream<DynamicTest> options() {
        return tests(OptionCases.all(), ThreadKind.PLATFORM);
    }

    @TestFactory
    Stream<DynamicTest> states() {
        return tests(StateCases.all(), ThreadKind.PLATFORM);
    }

    @TestFactory
    Stream<DynamicTest> servers() {
        return tests(ServerCases.all(), ThreadKind.PLATFORM);
    }

    @TestFactory
    Stream<DynamicTest> tls(@TempDir Path directory) throws Exception {
        return tests(new TlsCases(Certificates.context(directory)).all(), ThreadKind.best());
    }

    @TestFactory
    Stream<DynamicTest> streamsOnPlatformThreads() {
        return tests(StreamCases.all(), ThreadKind.PLATFORM);
    }

    @TestFactory
    Stream<DynamicTest> streamsOnVirtualThreads() {
        assumeTrue(ThreadKind.VIRTUAL.available(), "this Java has no virtual threads");
        return tests(StreamCases.all(), ThreadKind.VIRTUAL);
    }

    private Stream<DynamicTest> tests(List<Case> cases, ThreadKind kind) {
        List<DynamicTest> tests = new ArrayList<>();
        for (Case each : cases) {
            tests.add(DynamicTest.dynamicTest(each.name(), () -> {
                String expected;
                try (World world = World.jdk(netpoll, kind)) {
                    each.script().play(world);
                    expected = world.record();
                }
                try (World world = World.poller(netpoll, kind)) {
                    each.script().play(world);
                    assertEquals(expected, world.record());
                }
            }));
        }
        return tests.stream();
    }
}
