// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of bad cases that are no shapes. */
class BadCasesTest {
    @Test
    void eachHasTheNameByWhichItIsAskedFor() {
        Tools tools = Tools.of(Path.of(""), Path.of(""));
        WarmServers servers = new WarmServers(tools, 1, new Results());
        assertEquals(
                BadCases.NAMES,
                BadCases.all(servers, tools, Duration.ofSeconds(1), 1).stream()
                        .map(BadCase::name)
                        .toList());
    }

    @Test
    void theBeginningOfANameSelectsAllThatHaveIt() {
        assertEquals(List.of("bulk-8-light-20", "bulk-300-light-20"), BadCases.named("bulk"));
        assertEquals(List.of("bulk-8-light-20"), BadCases.named("bulk-8-light-20"));
        assertEquals(List.of(), BadCases.named("bul"));
    }
}
