// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The tables hold together. */
class ShapesTest {
    @Test
    void namesAreUnique() {
        assertEquals(
                Shapes.ALL.size(),
                Shapes.ALL.stream().map(Shape::name).distinct().count());
    }

    @Test
    void whatQuickMeasuresExists() {
        Shapes.QUICK.forEach(name -> assertTrue(Shapes.find(name).isPresent(), name));
        assertTrue(Contenders.names().containsAll(Contenders.QUICK));
    }

    @Test
    void whatBadCasesMeasureExists() {
        Shapes.BAD_CASES.forEach(group -> assertFalse(Shapes.named(group).isEmpty(), group));
        assertTrue(Contenders.names().containsAll(Contenders.BAD_CASES));
    }

    @Test
    void aGroupIsNamedAsAWhole() {
        assertEquals(
                List.of("idle-none", "idle-9000"),
                Shapes.named("idle").stream().map(Shape::name).toList());
    }

    @Test
    void platformThreadsAreNotRunInThousands() {
        Contender platform = Contenders.ALL.stream()
                .filter(contender -> contender.name().equals("jdk-platform"))
                .findFirst()
                .orElseThrow();
        assertTrue(platform.unfit(Shape.echo(Placement.FREE, 1000, 64)).isEmpty());
        assertFalse(platform.unfit(Shape.echo(Placement.FREE, 5000, 64)).isEmpty());
    }
}
