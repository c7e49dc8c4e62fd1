// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the programs in C print. */
class ProgramTest {
    @Test
    void figuresKeepTheirOrder() throws IOException {
        Map<String, Double> figures = Program.parse("{\"slowest ms\":1034.5,\"failed\":0}");
        assertEquals(Map.of("slowest ms", 1034.5, "failed", 0.0), figures);
        assertEquals(List.of("slowest ms", "failed"), List.copyOf(figures.keySet()));
    }

    @Test
    void whatIsNoFigureIsRefused() {
        assertThrows(IOException.class, () -> Program.parse("{\"failed\":\"many\"}"));
        assertThrows(IOException.class, () -> Program.parse("storm: no"));
    }
}
