// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SuiteTest {
    @Test
    void helpListsEverySuite() {
        String help = new CommandLine(new SelfTestCommand()).getUsageMessage().replaceAll("\\s+", " ");
        assertTrue(help.contains("Run only these suites: " + Suite.words() + "."), help);
    }

    @Test
    void everySuiteIsRunIfNoneIsNamed() {
        List<Class<?>> all = Suite.tests(List.of());
        assertEquals(Suite.tests(List.of(Suite.values())), all);
        assertEquals(all.size(), new HashSet<>(all).size());
        assertEquals(3, Suite.tests(List.of(Suite.DATAGRAMS, Suite.DATAGRAMS)).size());
    }
}
