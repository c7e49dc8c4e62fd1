// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.top;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.poller.blocking.management.NetpollsMXBean.CountersView;
import dev.poller.blocking.management.NetpollsMXBean.DescriptorView;
import dev.poller.blocking.management.NetpollsMXBean.DirectionView;
import dev.poller.blocking.management.NetpollsMXBean.RuntimeView;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void ratesAreSinceTheLastTimeAndTheBusiestComeFirst() {
        Screen screen = new Screen(1);
        screen.of(List.of(runtime(100, 0, 5000)), 0);
        String text = screen.of(List.of(runtime(300, 10_000, 8_000_000)), 2 * SECOND);
        List<String> lines = text.lines().toList();
        assertEquals(
                "epoll, ffm: 2 open, 1 wait, 3 queue; 100 polls/s, 0 events/s, 0B/s read, 0B/s written; 0 stalls, 0 steals",
                lines.get(0));
        assertTrue(lines.get(1).startsWith("FD "), text);
        assertTrue(lines.get(2).matches("8 .* 4\\.0M .*"), text);
        assertEquals("and 1 more", lines.get(3));
    }

    @Test
    void whoWaitsIsSaidAndWhatIsNotKnownIsNot() {
        String text = new Screen(9).of(List.of(runtime(0, 0, 0)), 0);
        assertTrue(text.contains("read: main for 5 ms, deadline in -7 ms, 3 behind it"), text);
        assertTrue(text.contains("7     stream socket    127.0.0.1:1 "), text);
        assertTrue(!text.contains("null"), text);
        assertEquals("no runtime is open\n", new Screen(9).of(List.of(), 0));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "7.4, 7", "999, 999", "1000, 1.0K", "31800000, 31.8M", "123456, 123K", "1e20, 100000000T"})
    void numbersAreShort(double value, String text) {
        assertEquals(text, Screen.number(value));
    }

    private static RuntimeView runtime(long polls, long first, long second) {
        DirectionView busy = bean(DirectionView.class, Map.of("Queued", 0, "Bytes", second));
        DirectionView idle = bean(DirectionView.class, Map.of("Queued", 0, "Bytes", 0L));
        DirectionView waiting = bean(
                DirectionView.class,
                Map.of("Thread", "main", "Since", 5L, "Deadline", -7L, "Queued", 3, "Bytes", first));
        CountersView counters = bean(
                CountersView.class,
                Map.of("Polls", polls, "Events", 0L, "BytesRead", 0L, "BytesWritten", 0L, "Stalls", 0L, "Steals", 0L));
        DescriptorView one = bean(
                DescriptorView.class,
                Map.of("Number", 7, "Kind", "stream socket", "Local", "/127.0.0.1:1", "Read", waiting, "Write", idle));
        DescriptorView other =
                bean(DescriptorView.class, Map.of("Number", 8, "Kind", "pipe", "Read", busy, "Write", idle));
        return bean(
                RuntimeView.class,
                Map.of(
                        "Provider",
                        "epoll",
                        "Binding",
                        "ffm",
                        "Counters",
                        counters,
                        "Descriptors",
                        List.of(one, other)));
    }

    /** One whose getters return what the map has, or null. */
    private static <T> T bean(Class<T> type, Map<String, Object> values) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> values.get(method.getName().substring("get".length()))));
    }
}
