// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.run;

import static dev.poller.benchmarks.run.Placement.FREE;
import static dev.poller.benchmarks.run.Placement.PINNED;

import dev.poller.benchmarks.server.Route;
import java.util.List;
import java.util.Optional;

/** The table of all shapes. A new one is a new row. */
public final class Shapes {
    private static final Shape HUNDRED = Shape.echo(PINNED, 100, 64);

    /** In the order in which they are measured. */
    public static final List<Shape> ALL = List.of(
            Shape.echo(PINNED, 1, 64),
            Shape.echo(PINNED, 8, 64),
            HUNDRED,
            Shape.echo(FREE, 1, 64),
            Shape.echo(FREE, 8, 64),
            Shape.echo(FREE, 100, 64),
            Shape.echo(PINNED, 1000, 64),
            Shape.echo(PINNED, 5000, 64),
            Shape.echo(PINNED, 9000, 64),
            Shape.echo(FREE, 1000, 64),
            Shape.echo(FREE, 5000, 64),
            Shape.echo(FREE, 9000, 64),
            Shape.echo(PINNED, 100, 4096),
            // The same buffer for all: Netty's grows to this by default, and with 16 KiB the others make four calls for
            // one.
            Shape.echo(PINNED, 100, 65536).withBuffer(65536),
            HUNDRED.named("pinned-100-reply4k", "pinned-100-reply4k").withReply(4096),
            HUNDRED.named("deadline-none", "deadline"),
            HUNDRED.named("deadline-30s", "deadline").withDeadline(30_000),
            HUNDRED.named("idle-none", "idle"),
            HUNDRED.named("idle-9000", "idle").withIdle(9000),
            HUNDRED.named("flood-none", "flood"),
            HUNDRED.named("flood-one", "flood").withFlood(),
            // A peer that sends 64 KiB at a time is always ahead of one who takes 64 B: that handler never has to wait.
            HUNDRED.named("ahead-none", "ahead").withBuffer(64),
            HUNDRED.named("ahead-one", "ahead").withBuffer(64).withFlood(),
            HUNDRED.over(Route.UNIX),
            HUNDRED.over(Route.UDP),
            HUNDRED.over(Route.PROXY),
            Shape.echo(PINNED, 1000, 64).over(Route.PROXY),
            Shape.echo(PINNED, 100, 65536).over(Route.PROXY),
            HUNDRED.over(Route.CHURN),
            HUNDRED.over(Route.HTTP),
            HUNDRED.over(Route.HTTP).at(10_000),
            HUNDRED.over(Route.HTTP).at(50_000));

    /** What --quick measures. */
    public static final List<String> QUICK = List.of("pinned-1", "pinned-8", "pinned-100", "free-100");

    /** What --bad-cases measures besides what is no shape. */
    public static final List<String> BAD_CASES = List.of("flood", "ahead");

    private Shapes() {}

    /**
     * The shapes of --cpus.
     *
     * @param cpus how many the server has in each
     * @param available how many there are
     */
    public static List<Shape> scaled(List<Integer> cpus, int available) {
        return cpus.stream().map(number -> Shape.scaled(number, available)).toList();
    }

    /** The shapes with this name, or of this group. */
    public static List<Shape> named(String name) {
        return ALL.stream()
                .filter(shape -> shape.name().equals(name) || shape.group().equals(name))
                .toList();
    }

    /** The shape with this name. */
    public static Optional<Shape> find(String name) {
        return ALL.stream().filter(shape -> shape.name().equals(name)).findFirst();
    }
}
