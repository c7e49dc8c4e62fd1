// SPDX-License-Identifier: Apache-2.0
package dev.poller.micrometer;

import dev.poller.blocking.Netpoll;
import dev.poller.blocking.inspect.Counters;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The counters of a runtime, and how much it has open, as meters whose names begin with {@code poller}. They are tagged
 * with the provider's name. They cost nothing until they are read, and do not keep the runtime alive. Any thread.
 */
public final class NetpollMetrics implements MeterBinder {
    private final Netpoll netpoll;
    private final Tags tags;

    /** Those of a runtime. */
    public NetpollMetrics(Netpoll netpoll) {
        this(netpoll, Tags.empty());
    }

    /**
     * Those of one runtime among several.
     *
     * @param tags tell it from the others
     */
    public NetpollMetrics(Netpoll netpoll, Iterable<Tag> tags) {
        this.netpoll = netpoll;
        this.tags = Tags.of("provider", netpoll.provider()).and(tags);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("poller.registrations", netpoll, Netpoll::registrations)
                .description("Descriptors, or channels, that are registered with the poller")
                .tags(tags)
                .register(registry);
        count(registry, "polls", null, "How often the kernel was asked for events", Counters::polls);
        count(registry, "events", null, "How many registrations were found ready", Counters::events);
        count(registry, "events.stale", null, "How many events came for what was closed", Counters::stale);
        count(registry, "events.spurious", null, "How many calls were woken and had to wait again", Counters::spurious);
        count(registry, "breaks.sent", null, "How many breaks reached the kernel", Counters::breaksSent);
        count(registry, "breaks", null, "How often a wait for events was broken off", Counters::breaks);
        count(registry, "timers", null, "How many deadlines and timers have expired", Counters::timers);
        count(registry, "handovers", null, "How often virtual threads were given the polling", Counters::handOvers);
        count(registry, "stalls", null, "How often a thread has held its carrier loop up", Counters::stalls);
        count(registry, "steals", null, "How often a thread has run on another carrier loop", Counters::steals);
        count(registry, "read", "bytes", "What was read", Counters::bytesRead);
        count(registry, "written", "bytes", "What was written", Counters::bytesWritten);
    }

    private void count(
            MeterRegistry registry,
            String name,
            @Nullable String unit,
            String description,
            ToLongFunction<Counters> value) {
        FunctionCounter.builder("poller." + name, netpoll, runtime -> value.applyAsLong(runtime.counters()))
                .description(description)
                .baseUnit(unit)
                .tags(tags)
                .register(registry);
    }
}
