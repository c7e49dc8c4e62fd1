// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.benchmarks.load.LoadRequest;
import java.util.List;
import java.util.stream.Stream;
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
        assertTrue(Contenders.names().containsAll(Contenders.WHOLE));
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
    void theServerHasTheFirstProcessorsAndEachGeneratorOneOfTheOthers() {
        assertPlaced(1, 8, "0", List.of("1"));
        assertPlaced(3, 8, "0-2", List.of("3", "4", "5"));
        assertPlaced(6, 8, "0-5", List.of("6", "7"));
        assertPlaced(8, 8, "0-7", List.of("0-7"));
        assertPlaced(1, 2, "0", List.of("1"));
        assertPlaced(1, 1, "0", List.of("0"));
        assertEquals(
                List.of("cpus-1", "cpus-2"),
                Shapes.scaled(List.of(1, 2), 2).stream().map(Shape::name).toList());
        assertEquals(List.of("taskset", "-c", "4"), Placement.over(3, 8).loadPrefix(1));
        assertEquals(List.of(), Placement.FREE.loadPrefix());
    }

    private static void assertPlaced(int number, int available, String server, List<String> load) {
        Placement placement = Placement.over(number, available);
        assertEquals(server, placement.serverCpus());
        assertEquals(load, placement.loadCpus());
    }

    @Test
    void aLoadIsSharedOutAmongItsGenerators() {
        LoadRequest all = new LoadRequest(1, 301, 0, 64, 0, 0, 1, 1, 0, 0, false);
        assertEquals(
                List.of(101, 100, 100),
                Stream.of(0, 1, 2).map(i -> all.part(i, 3).connections()).toList());
        assertTrue(all.part(0, 3).paced());
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
