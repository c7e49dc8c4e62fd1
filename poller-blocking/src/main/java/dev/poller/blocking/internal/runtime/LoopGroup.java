// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.internal.runtime;

import dev.poller.Capability;
import dev.poller.Poller;
import dev.poller.blocking.inspect.Counters;
import dev.poller.blocking.internal.loop.LoopDriver;
import dev.poller.blocking.internal.loop.PlatformDriver;
import dev.poller.blocking.internal.loop.PollLoop;
import dev.poller.blocking.internal.loop.PollPolicy;
import dev.poller.blocking.internal.loop.ProgramEnd;
import dev.poller.blocking.internal.loop.baton.BatonDriver;
import dev.poller.blocking.internal.loop.carrier.CarrierDriver;
import dev.poller.blocking.internal.loop.carrier.Crew;
import dev.poller.blocking.internal.thread.VirtualThreads;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The poll loops of a runtime with the threads that drive them. Any thread may call. */
public final class LoopGroup {
    private final List<LoopDriver> drivers;
    private final @Nullable Crew crew;
    private final AtomicInteger next = new AtomicInteger();

    private LoopGroup(List<? extends LoopDriver> drivers, @Nullable Crew crew) {
        this.drivers = List.copyOf(drivers);
        this.crew = crew;
    }

    /**
     * Starts a loop for each poller.
     *
     * @param onFailure told why nobody polls any more, at most once a loop
     */
    static LoopGroup start(List<Poller> pollers, Settings settings, Consumer<Throwable> onFailure) {
        boolean alone = VirtualThreads.carriers() == 1;
        List<PollLoop> loops = pollers.stream()
                .map(poller -> new PollLoop(
                        poller, new PollPolicy(settings.busyPollNanos(), settings.handOver(), alone), onFailure))
                .toList();
        Crew crew = settings.carrierLoops() ? Crew.of(loops) : null;
        List<? extends LoopDriver> drivers = crew != null
                ? crew.drivers()
                : loops.stream().map(loop -> driver(loop, settings)).toList();
        LoopGroup group = new LoopGroup(drivers, crew);
        group.drivers.forEach(LoopDriver::start);
        if (crew != null) {
            crew.watch();
        }
        loops.forEach(ProgramEnd::opened);
        return group;
    }

    private static LoopDriver driver(PollLoop loop, Settings settings) {
        boolean handsOver = settings.handOver() != Integer.MAX_VALUE;
        return handsOver && isEdge(loop.poller()) && VirtualThreads.available()
                ? new BatonDriver(loop)
                : new PlatformDriver(loop);
    }

    /**
     * Without it, polling means arming, under a lock that those who wait take too: not from a virtual thread that must
     * not wait, nor from the only thread that could run the one who has the lock.
     */
    static boolean isEdge(Poller poller) {
        return poller.capabilities().contains(Capability.EDGE);
    }

    /** The loop for what the calling thread opens: the one that runs it, or else each in turn. */
    LoopDriver choose() {
        CarrierDriver home = crew == null ? null : CarrierDriver.ofCurrentThread();
        return home != null && drivers.contains(home) ? home : inTurn();
    }

    /** Each loop in turn. */
    public LoopDriver inTurn() {
        return drivers.get(Math.floorMod(next.getAndIncrement(), drivers.size()));
    }

    /** How many there are. */
    public int size() {
        return drivers.size();
    }

    String provider() {
        return drivers.get(0).loop().poller().provider();
    }

    /** How many descriptors are registered. */
    public int registrations() {
        return drivers.stream()
                .mapToInt(driver -> driver.loop().poller().registrations())
                .sum();
    }

    /** What all loops have done together, and what is given. */
    Counters counters(long spurious, long bytesRead, long bytesWritten) {
        Counters sum = new Counters(0, 0, 0, spurious, 0, 0, 0, 0, stalls(), steals(), bytesRead, bytesWritten);
        for (LoopDriver driver : drivers) {
            sum = sum.plus(driver.loop().counters());
        }
        return sum;
    }

    /** How often a carrier was held up. */
    public long stalls() {
        return crew == null ? 0 : crew.stalls();
    }

    /** How many carriers were held up at once, at most: so many threads more than loops there were. */
    public int mostHeldUp() {
        return crew == null ? 0 : crew.mostHeldUp();
    }

    /** How often a thread has run on another loop than its own. */
    private long steals() {
        return crew == null ? 0 : crew.steals();
    }

    /**
     * Closes the pollers and returns when nobody is inside them.
     *
     * @param unreported gets what could not be closed
     */
    void close(Consumer<IOException> unreported) {
        if (crew != null) {
            crew.end();
        }
        for (LoopDriver driver : drivers) {
            ProgramEnd.closed(driver.loop());
            driver.loop().end();
            try {
                driver.loop().poller().close();
            } catch (IOException refused) {
                unreported.accept(refused);
            }
        }
        drivers.forEach(LoopDriver::awaitEnd);
    }
}
