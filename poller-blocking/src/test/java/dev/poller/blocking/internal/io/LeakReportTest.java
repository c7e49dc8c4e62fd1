// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is told of leaks, and how often. */
class LeakReportTest {
    private final List<String> messages = new ArrayList<>();
    private final List<@Nullable Throwable> sites = new ArrayList<>();

    @Test
    void withoutSitesEachKindIsReportedOnceWithTheProperty() {
        LeakReport report = report("");
        for (int i = 0; i < 3; i++) {
            assertNull(report.site());
            report.report("stream socket", report.site());
            report.report("listener", report.site());
        }
        assertEquals(2, messages.size());
        assertTrue(messages.get(0).contains("a stream socket became unreachable"), messages::toString);
        assertTrue(messages.get(0).contains("-Dpoller.leaks=site"), messages::toString);
        assertNull(sites.get(0));
    }

    @Test
    void withSitesEachPlaceIsReportedOnceWithItsStack() {
        LeakReport report = report("every");
        for (int i = 0; i < 3; i++) {
            report.report("stream socket", opened("Shop", 17));
            report.report("stream socket", opened("Shop", 42));
        }
        assertEquals(2, messages.size());
        assertNotNull(sites.get(0));
        assertNotNull(report.site());
    }

    /** About one in 128: of 100,000, far from none and far from all. */
    @Test
    void sitesAreSampled() {
        LeakReport report = report("site");
        long remembered =
                IntStream.range(0, 100_000).filter(i -> report.site() != null).count();
        assertTrue(remembered > 300 && remembered < 2_000, () -> remembered + " of 100,000");
    }

    private LeakReport report(String mode) {
        return new LeakReport(mode, (message, site) -> {
            messages.add(message);
            sites.add(site);
        });
    }

    private static Throwable opened(String file, int line) {
        Throwable site = new Throwable();
        site.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("dev.poller.blocking.TcpStream", "connect", "TcpStream.java", 1),
            new StackTraceElement("com.example." + file, "open", file + ".java", line)
        });
        return site;
    }
}
