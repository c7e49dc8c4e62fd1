// SPDX-License-Identifier: Apache-2.0
package dev.poller.blocking.management;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of the runtimes of a JVM, as {@code Netpoll.inspect()} returns it, in types that JMX understands.
 * Times are in milliseconds; what is not known is null.
 */
public interface NetpollsMXBean {
    /** The open runtimes that were opened with the classes of this bean's class loader. */
    List<RuntimeView> getRuntimes();

    /** A runtime. */
    interface RuntimeView {
        /** The provider's name. */
        String getProvider();

        /** How the operating system is called. */
        String getBinding();

        /** What it has done. */
        CountersView getCounters();

        /** What is open, by number. */
        List<DescriptorView> getDescriptors();
    }

    /** As {@link dev.poller.blocking.inspect.Counters}. */
    interface CountersView {
        long getPolls();

        long getEvents();

        long getStale();

        long getSpurious();

        long getBreaks();

        long getBreaksSent();

        long getTimers();

        long getHandOvers();

        long getStalls();

        long getSteals();

        long getBytesRead();

        long getBytesWritten();
    }

    /** As {@link dev.poller.blocking.inspect.DescriptorState}. */
    interface DescriptorView {
        @Nullable
        Integer getNumber();

        String getKind();

        @Nullable
        String getLocal();

        @Nullable
        String getRemote();

        DirectionView getRead();

        DirectionView getWrite();

        @Nullable
        String getOpened();
    }

    /** As {@link dev.poller.blocking.inspect.WaitState}. */
    interface DirectionView {
        @Nullable
        String getThread();

        @Nullable
        Long getSince();

        @Nullable
        Long getDeadline();

        int getQueued();

        long getBytes();
    }
}
