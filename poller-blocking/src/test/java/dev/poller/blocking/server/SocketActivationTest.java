// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.server.SocketActivation.Passed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketActivationTest {
    @Test
    void descriptorsAreToldByNumberAndName() {
        assertEquals(
                List.of(new Passed(3, "http"), new Passed(4, "unknown"), new Passed(5, "admin")),
                SocketActivation.passed(
                        Map.of("LISTEN_PID", "7", "LISTEN_FDS", "3", "LISTEN_FDNAMES", "http::admin"), 7));
    }

    @Test
    void withoutNamesTheyAreUnknown() {
        assertEquals(
                List.of(new Passed(3, "unknown"), new Passed(4, "unknown")),
                SocketActivation.passed(Map.of("LISTEN_PID", "7", "LISTEN_FDS", "2"), 7));
    }

    @Test
    void whatWasPassedToAnotherProcessIsNotOurs() {
        assertEquals(List.of(), SocketActivation.passed(Map.of("LISTEN_PID", "8", "LISTEN_FDS", "2"), 7));
        assertEquals(List.of(), SocketActivation.passed(Map.of("LISTEN_PID", "7"), 7));
        assertEquals(List.of(), SocketActivation.passed(Map.of("LISTEN_FDS", "2"), 7));
        assertEquals(List.of(), SocketActivation.passed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1", "99999999999", "2147483647"})
    void aNumberThatCannotBeIsNamed(String count) {
        String message = String.valueOf(assertThrows(
                        IllegalStateException.class,
                        () -> SocketActivation.passed(Map.of("LISTEN_PID", "7", "LISTEN_FDS", count), 7))
                .getMessage());
        assertTrue(message.startsWith("LISTEN_FDS"), message);
    }
}
