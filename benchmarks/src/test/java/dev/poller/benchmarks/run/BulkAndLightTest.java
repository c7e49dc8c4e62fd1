// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The columns that are made of what the program in C prints. */
class BulkAndLightTest {
    private static Map<String, Double> figures(long least, long most) throws IOException {
        return BulkAndLight.figures(Program.parse("{\"light/s\":44421.6,\"light p50 us\":394.2,\"light p99 us\":993.3,"
                + "\"light p99.9 us\":1470.5,\"light max us\":7012.9,\"starved\":3,\"bulk MB/s\":351.2,"
                + "\"bulk least bytes\":" + least + ",\"bulk most bytes\":" + most
                + ",\"seconds\":4.000,\"server CPU s\":3.00}"));
    }

    @Test
    void theColumnsHaveTheirOrder() throws IOException {
        assertEquals(
                List.of(
                        "light p50 us",
                        "light p99 us",
                        "light max us",
                        "light/s",
                        "bulk MB/s",
                        "bulk most/least",
                        "starved",
                        "CPU %"),
                List.copyOf(figures(1, 1).keySet()));
    }

    @Test
    void theFastestStreamIsComparedWithTheSlowest() throws IOException {
        assertEquals(1.5, figures(100, 150).get("bulk most/least"));
        assertEquals(150.0, figures(0, 150).get("bulk most/least"));
    }

    @Test
    void theServersCpuTimeIsAShareOfTheWindow() throws IOException {
        assertEquals(75.0, figures(1, 1).get("CPU %"));
    }

    @Test
    void aMissingFigureIsNamed() {
        assertThrows(ContenderFailedException.class, () -> BulkAndLight.figures(Map.of("light/s", 1.0)));
    }
}
