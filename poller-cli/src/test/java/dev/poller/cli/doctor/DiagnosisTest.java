// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.poller.Candidate;
import dev.poller.Capability;
import dev.poller.PollerReport;
import dev.poller.cli.Json;
import dev.poller.cli.Limits;
import dev.poller.spi.Platform;
import dev.poller.spi.Probe;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosisTest {
    private static final Candidate EPOLL = new Candidate(
            "epoll", 100, Probe.available("jna", Set.of(Capability.EDGE), Map.of("epoll_pwait2", "found")));
    private static final Candidate KQUEUE = new Candidate("kqueue", 100, Probe.unavailable("needs macOS or a BSD"));

    @ParameterizedTest
    @CsvSource({
        "17.0.15, false",
        "24.0.2, false",
        "25, true",
        "25.0.2, true",
        "25.0.3, false",
        "26, true",
        "26.0.1, false",
        "27, false"
    })
    void javaThatLosesWakeUpsIsKnown(String version, boolean loses) {
        assertEquals(loses, Diagnosis.losesWakeUps(Runtime.Version.parse(version)));
    }

    @Test
    void textTellsEveryProviderItsReasonAndTheWarning() {
        String text = DiagnosisText.of(diagnosis("25.0.1", Optional.of("epoll"), Optional.empty()));
        assertTrue(text.contains("platform   Linux 6.1 amd64"), text);
        assertTrue(text.contains("provider   epoll, binding jna"), text);
        assertTrue(text.contains("epoll      available, priority 100, binding jna"), text);
        assertTrue(text.contains("EDGE"), text);
        assertTrue(text.contains("epoll_pwait2: found"), text);
        assertTrue(text.contains("kqueue     not available: needs macOS or a BSD"), text);
        assertTrue(text.contains("1024 open files (at most unknown)"), text);
        assertTrue(text.contains("warning: what the selection warns of"), text);
        assertTrue(text.contains("warning: Java 25.0.1"), text);
        assertTrue(text.contains("JDK-8369227"), text);
    }

    @Test
    void textTellsTheFailure() {
        String text = DiagnosisText.of(diagnosis("25.0.3", Optional.empty(), Optional.of("nothing works")));
        assertTrue(text.contains("provider   none"), text);
        assertTrue(text.contains("failure: nothing works"), text);
    }

    @Test
    void jsonHasTheFieldsThatProgramsRead() throws IOException {
        Map<String, Object> json = parsed(diagnosis("25.0.1", Optional.of("epoll"), Optional.empty()));
        assertEquals(
                List.of(
                        "version",
                        "platform",
                        "java",
                        "forced",
                        "selected",
                        "binding",
                        "failure",
                        "providers",
                        "limits",
                        "warnings"),
                List.copyOf(json.keySet()));
        assertEquals("epoll", json.get("selected"));
        assertEquals("jna", json.get("binding"));
        assertEquals(Map.of("os", "Linux", "version", "6.1", "arch", "amd64"), json.get("platform"));
        assertNull(json.get("failure"));
        List<?> warnings = (List<?>) Objects.requireNonNull(json.get("warnings"));
        assertEquals(2, warnings.size());
        assertEquals("what the selection warns of", warnings.get(0));
        Map<?, ?> limits = (Map<?, ?>) Objects.requireNonNull(json.get("limits"));
        assertEquals(1024, limits.get("openFiles"));
        assertNull(limits.get("openFilesHard"));
    }

    @Test
    void jsonTellsEveryProvider() throws IOException {
        Map<String, Object> json = parsed(diagnosis("25.0.3", Optional.of("epoll"), Optional.empty()));
        List<?> providers = (List<?>) Objects.requireNonNull(json.get("providers"));
        assertEquals(2, providers.size());
        Map<?, ?> epoll = (Map<?, ?>) Objects.requireNonNull(providers.get(0));
        assertEquals(true, epoll.get("available"));
        assertEquals(true, epoll.get("selected"));
        assertEquals(List.of("EDGE"), epoll.get("capabilities"));
        assertEquals(Map.of("epoll_pwait2", "found"), epoll.get("systemCalls"));
        Map<?, ?> kqueue = (Map<?, ?>) Objects.requireNonNull(providers.get(1));
        assertEquals(false, kqueue.get("available"));
        assertEquals("needs macOS or a BSD", kqueue.get("reason"));
    }

    private static Map<String, Object> parsed(Diagnosis diagnosis) throws IOException {
        return JSON.std.mapFrom(Json.text(DiagnosisJson.of(diagnosis)));
    }

    private static Diagnosis diagnosis(String java, Optional<String> selected, Optional<String> failure) {
        PollerReport report = new PollerReport(
                Platform.of("Linux", "6.1", "amd64"),
                Optional.empty(),
                List.of(EPOLL, KQUEUE),
                selected,
                failure,
                List.of("what the selection warns of"));
        Limits limits = new Limits(OptionalLong.of(1024), OptionalLong.empty(), OptionalLong.of(4711));
        return new Diagnosis(report, Runtime.Version.parse(java), limits, "1.0");
    }
}
