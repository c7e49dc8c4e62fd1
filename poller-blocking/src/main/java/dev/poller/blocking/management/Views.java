// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.management;

import dev.poller.blocking.inspect.Counters;
import dev.poller.blocking.inspect.DescriptorState;
import dev.poller.blocking.inspect.NetpollState;
import dev.poller.blocking.inspect.WaitState;
import dev.poller.blocking.management.NetpollsMXBean.CountersView;
import dev.poller.blocking.management.NetpollsMXBean.DescriptorView;
import dev.poller.blocking.management.NetpollsMXBean.DirectionView;
import dev.poller.blocking.management.NetpollsMXBean.RuntimeView;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records of {@code Netpoll.inspect()} as beans: JMX asks for getters, on Java 17 of records too. */
final class Views {
    private Views() {}

    record Opened(NetpollState state) implements RuntimeView {
        @Override
        public String getProvider() {
            return state.provider();
        }

        @Override
        public String getBinding() {
            return state.binding();
        }

        @Override
        public CountersView getCounters() {
            return new Counted(state.counters());
        }

        @Override
        public List<DescriptorView> getDescriptors() {
            return state.descriptors().stream().map(Views::view).toList();
        }
    }

    private static DescriptorView view(DescriptorState state) {
        return new Descriptor(state);
    }

    private record Counted(Counters counters) implements CountersView {
        @Override
        public long getPolls() {
            return counters.polls();
        }

        @Override
        public long getEvents() {
            return counters.events();
        }

        @Override
        public long getStale() {
            return counters.stale();
        }

        @Override
        public long getSpurious() {
            return counters.spurious();
        }

        @Override
        public long getBreaks() {
            return counters.breaks();
        }

        @Override
        public long getBreaksSent() {
            return counters.breaksSent();
        }

        @Override
        public long getTimers() {
            return counters.timers();
        }

        @Override
        public long getHandOvers() {
            return counters.handOvers();
        }

        @Override
        public long getStalls() {
            return counters.stalls();
        }

        @Override
        public long getSteals() {
            return counters.steals();
        }

        @Override
        public long getBytesRead() {
            return counters.bytesRead();
        }

        @Override
        public long getBytesWritten() {
            return counters.bytesWritten();
        }
    }

    private record Descriptor(DescriptorState state) implements DescriptorView {
        @Override
        public @Nullable Integer getNumber() {
            return state.number().orElse(null);
        }

        @Override
        public String getKind() {
            return state.kind();
        }

        @Override
        public @Nullable String getLocal() {
            return state.local().orElse(null);
        }

        @Override
        public @Nullable String getRemote() {
            return state.remote().orElse(null);
        }

        @Override
        public DirectionView getRead() {
            return new Direction(state.read());
        }

        @Override
        public DirectionView getWrite() {
            return new Direction(state.write());
        }

        @Override
        public @Nullable String getOpened() {
            return state.opened().map(StackTraceElement::toString).orElse(null);
        }
    }

    private record Direction(WaitState state) implements DirectionView {
        @Override
        public @Nullable String getThread() {
            return state.thread().orElse(null);
        }

        @Override
        public @Nullable Long getSince() {
            return state.since().map(Duration::toMillis).orElse(null);
        }

        @Override
        public @Nullable Long getDeadline() {
            return state.deadline().map(Duration::toMillis).orElse(null);
        }

        @Override
        public int getQueued() {
            return state.queued();
        }

        @Override
        public long getBytes() {
            return state.bytes();
        }
    }
}
