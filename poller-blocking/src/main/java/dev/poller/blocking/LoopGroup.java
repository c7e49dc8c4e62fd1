// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking;

import dev.poller.Poller;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The poll loops of a runtime with the threads that drive them. Any thread may call. */
final class LoopGroup {
    private final List<LoopDriver> drivers;
    private final @Nullable CarrierWatch watch;
    private final AtomicInteger next = new AtomicInteger();

    private LoopGroup(List<? extends LoopDriver> drivers, @Nullable CarrierWatch watch) {
        this.drivers = List.copyOf(drivers);
        this.watch = watch;
    }

    /** Starts a loop for each poller. */
    static LoopGroup start(List<Poller> pollers, NetpollOptions options, Consumer<Throwable> onFailure) {
        List<PollLoop> loops = pollers.stream()
                .map(poller -> new PollLoop(poller, options.busyPollNanos(), onFailure))
                .toList();
        LoopGroup group = options.scheduler() == Scheduler.CARRIER_LOOP
                ? carriers(loops)
                : new LoopGroup(loops.stream().map(options::driver).toList(), null);
        group.drivers.forEach(LoopDriver::start);
        return group;
    }

    private static LoopGroup carriers(List<PollLoop> loops) {
        CarrierWatch watch = new CarrierWatch();
        List<CarrierDriver> drivers = new ArrayList<>();
        loops.forEach(loop -> drivers.add(new CarrierDriver(loop, watch)));
        watch.start(drivers);
        return new LoopGroup(drivers, watch);
    }

    /** The loop for what the calling thread opens: the one that runs it, or else each in turn. */
    LoopDriver choose() {
        CarrierDriver home = watch == null ? null : CarrierDriver.ofCurrentThread();
        return home != null && drivers.contains(home) ? home : inTurn();
    }

    /** Each loop in turn. */
    LoopDriver inTurn() {
        return drivers.get(Math.floorMod(next.getAndIncrement(), drivers.size()));
    }

    String provider() {
        return drivers.get(0).loop().poller().provider();
    }

    int registrations() {
        int sum = 0;
        for (LoopDriver driver : drivers) {
            sum += driver.loop().poller().registrations();
        }
        return sum;
    }

    /** How often a carrier was held up. */
    long stalls() {
        return watch == null ? 0 : watch.stalls();
    }

    /**
     * Closes the pollers and returns when nobody is inside them.
     *
     * @param unreported gets what could not be closed, and why
     */
    void close(BiConsumer<String, IOException> unreported) {
        if (watch != null) {
            watch.end();
        }
        for (LoopDriver driver : drivers) {
            driver.loop().end();
            try {
                driver.loop().poller().close();
            } catch (IOException refused) {
                unreported.accept("closing the poller", refused);
            }
        }
        drivers.forEach(LoopDriver::awaitEnd);
    }
}
