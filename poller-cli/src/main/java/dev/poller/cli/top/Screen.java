// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli.top;

import dev.poller.blocking.management.NetpollsMXBean.CountersView;
import dev.poller.blocking.management.NetpollsMXBean.DescriptorView;
import dev.poller.blocking.management.NetpollsMXBean.DirectionView;
import dev.poller.blocking.management.NetpollsMXBean.RuntimeView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** Lays out what runtimes look like, with rates since it was laid out before. One thread. */
final class Screen {
    private static final List<String> HEADINGS =
            List.of("FD", "KIND", "LOCAL", "REMOTE", "READ/s", "WRITTEN/s", "WAITS");
    private static final int[] WIDTHS = {6, 17, 26, 26, 11, 11, 60};
    private static final String[] UNITS = {"", "K", "M", "G", "T"};

    private final int rows;
    private Map<Object, long[]> before = new HashMap<>();
    private long beforeNanos;

    /**
     * Nothing has been laid out.
     *
     * @param rows how many descriptors of a runtime are shown at most
     */
    Screen(int rows) {
        this.rows = rows;
    }

    /** The text of it now. */
    String of(List<RuntimeView> runtimes, long nanos) {
        Map<Object, long[]> now = new HashMap<>();
        double seconds = Math.max(1, nanos - beforeNanos) / 1e9;
        StringBuilder text = new StringBuilder();
        if (runtimes.isEmpty()) {
            text.append("no runtime is open\n");
        }
        for (int i = 0; i < runtimes.size(); i++) {
            append(text, i, runtimes.get(i), now, seconds);
        }
        before = now;
        beforeNanos = nanos;
        return text.toString();
    }

    private void append(StringBuilder text, int index, RuntimeView runtime, Map<Object, long[]> now, double seconds) {
        CountersView counters = runtime.getCounters();
        List<DescriptorView> descriptors = runtime.getDescriptors();
        double[] rates = rates(
                index,
                now,
                seconds,
                counters.getPolls(),
                counters.getEvents(),
                counters.getBytesRead(),
                counters.getBytesWritten());
        text.append(String.format(
                Locale.ROOT,
                "%s, %s: %d open, %d wait, %d queue; %s polls/s, %s events/s, %sB/s read, %sB/s written; %d stalls, %d steals%n",
                runtime.getProvider(),
                runtime.getBinding(),
                descriptors.size(),
                sides(descriptors).filter(side -> side.getThread() != null).count(),
                sides(descriptors).mapToInt(DirectionView::getQueued).sum(),
                number(rates[0]),
                number(rates[1]),
                number(rates[2]),
                number(rates[3]),
                counters.getStalls(),
                counters.getSteals()));
        List<Row> table = new ArrayList<>();
        for (DescriptorView descriptor : descriptors) {
            Object key = List.of(
                    index,
                    Objects.toString(descriptor.getNumber()),
                    Objects.toString(descriptor.getLocal()),
                    Objects.toString(descriptor.getRemote()));
            double[] moved = rates(
                    key,
                    now,
                    seconds,
                    descriptor.getRead().getBytes(),
                    descriptor.getWrite().getBytes());
            table.add(new Row(descriptor, moved[0], moved[1]));
        }
        table.sort(Comparator.comparingDouble(row -> -(row.read + row.written))); // the order of numbers otherwise
        TextTable lines = TextTable.forColumns(CommandLines.PLAIN, columns());
        lines.addRowValues(HEADINGS.toArray(String[]::new));
        table.stream().limit(rows).forEach(row -> lines.addRowValues(row.cells()));
        lines.toString()
                .lines()
                .forEach(line -> text.append(line.stripTrailing()).append('\n'));
        if (table.size() > rows) {
            text.append("and ").append(table.size() - rows).append(" more\n");
        }
    }

    private static Stream<DirectionView> sides(List<DescriptorView> descriptors) {
        return descriptors.stream().flatMap(descriptor -> Stream.of(descriptor.getRead(), descriptor.getWrite()));
    }

    private static Column[] columns() {
        Column[] columns = new Column[WIDTHS.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new Column(WIDTHS[i], 0, Overflow.TRUNCATE);
        }
        return columns;
    }

    /** By how much each count has grown in a second; 0 for one that is seen for the first time, or began anew. */
    private double[] rates(Object key, Map<Object, long[]> now, double seconds, long... counts) {
        now.put(key, counts);
        long[] then = before.get(key);
        double[] rates = new double[counts.length];
        for (int i = 0; i < counts.length && then != null; i++) {
            rates[i] = Math.max(0, counts[i] - then[i]) / seconds;
        }
        return rates;
    }

    /** Four digits at most, and a unit: {@code 1.5M}. */
    static String number(double value) {
        double shown = value;
        int unit = 0;
        while (shown >= 1000 && unit < UNITS.length - 1) {
            shown /= 1000;
            unit++;
        }
        String format = unit == 0 || shown >= 100 ? "%.0f%s" : "%.1f%s";
        return String.format(Locale.ROOT, format, shown, UNITS[unit]);
    }

    private record Row(DescriptorView descriptor, double read, double written) {
        String[] cells() {
            return new String[] {
                descriptor.getNumber() == null ? "-" : descriptor.getNumber().toString(),
                descriptor.getKind(),
                text(descriptor.getLocal()),
                text(descriptor.getRemote()),
                number(read),
                number(written),
                waits()
            };
        }

        private static String text(@Nullable String address) {
            return address == null ? "-" : address.startsWith("/") ? address.substring(1) : address;
        }

        private String waits() {
            List<String> parts = new ArrayList<>();
            add(parts, "read", descriptor.getRead());
            add(parts, "write", descriptor.getWrite());
            return String.join("; ", parts);
        }

        private static void add(List<String> parts, String what, DirectionView side) {
            if (side.getThread() == null && side.getQueued() == 0) {
                return;
            }
            StringBuilder part = new StringBuilder(what).append(": ").append(side.getThread());
            if (side.getSince() != null) {
                part.append(" for ").append(side.getSince()).append(" ms");
            }
            if (side.getDeadline() != null) {
                part.append(", deadline in ").append(side.getDeadline()).append(" ms");
            }
            if (side.getQueued() > 0) {
                part.append(", ").append(side.getQueued()).append(" behind it");
            }
            parts.add(part.toString());
        }
    }

    /** No colours. */
    private static final class CommandLines {
        private static final picocli.CommandLine.Help.ColorScheme PLAIN =
                picocli.CommandLine.Help.defaultColorScheme(Ansi.OFF);

        private CommandLines() {}
    }
}
