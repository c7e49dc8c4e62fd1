// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

import dev.poller.benchmarks.report.FigureRow.Run;
import dev.poller.benchmarks.run.Contenders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import org.jfree.data.category.DefaultCategoryDataset;

/**
 * The results as pictures, each for light paper and for dark: a group of bars for each shape, a bar for each
 * contender. One thread.
 */
public final class Plots {
    private static final Panel RATE = new Panel("thousand requests/s", Metric.THROUGHPUT, 1000);
    private static final List<String> FEW = List.of("pinned-100", "free-100", "pinned-1000", "free-1000");

    private static final List<Plot> ALL = List.of(
            new Plot(
                    "overview",
                    "Echo of 64 bytes: requests per second, more is better; p99 latency, less is better",
                    List.of(RATE, new Panel("p99, ms", Metric.P99, 1000)),
                    FEW::contains),
            new Plot(
                    "throughput-pinned",
                    "Echo of 64 bytes, one core for the server: requests per second",
                    List.of(RATE),
                    name -> name.matches("pinned-\\d+")),
            new Plot(
                    "throughput-free",
                    "Echo of 64 bytes, two cores for server and load: requests per second",
                    List.of(RATE),
                    name -> name.matches("free-\\d+")),
            new Plot(
                    "scaling",
                    "Echo of 64 bytes, by the CPUs of the server, 100 connections for each: requests per second",
                    List.of(RATE),
                    name -> name.matches("cpus-\\d+")),
            new Plot(
                    "throughput-other",
                    "Other shapes: requests per second",
                    List.of(RATE),
                    name -> !name.matches("(pinned|free|cpus)-\\d+")),
            new Plot(
                    "p50-small",
                    "Echo of 64 bytes: p50 latency",
                    List.of(new Panel("p50, µs", Metric.P50, 1)),
                    name -> name.matches("(pinned|free)-[18]")),
            new Plot(
                    "p99-hundred",
                    "Echo of 64 bytes: p99 latency",
                    List.of(new Panel("p99, µs", Metric.P99, 1)),
                    name -> name.matches("(pinned|free)-100")),
            new Plot(
                    "cpu",
                    "Echo of 64 bytes: CPU time of the server",
                    List.of(new Panel("µs per request", Metric.CPU, 1)),
                    FEW::contains));

    private Plots() {}

    private record Panel(String axis, Metric metric, double divisor) {}

    private record Plot(String name, String title, List<Panel> panels, Predicate<String> shapes) {
        boolean shows(FigureRow row, List<String> contenders) {
            return shapes.test(row.shape()) && contenders.contains(row.contender()) && !Double.isNaN(first(row));
        }

        private double first(FigureRow row) {
            return row.of(panels.get(0).metric());
        }
    }

    /**
     * What was drawn.
     *
     * @param files a plot for light paper, then the same for dark
     * @param missing what has no bar, though another contender or another shape has one; a line for each plot
     */
    public record Drawn(List<Path> files, List<String> missing) {
        /** Copies both. */
        public Drawn {
            files = List.copyOf(files);
            missing = List.copyOf(missing);
        }
    }

    /** Their names, which are those of the files. */
    public static List<String> names() {
        return ALL.stream().map(Plot::name).toList();
    }

    /**
     * Draws plots, each from one run: that which has most of its bars, or the newest of these. Where no run has any, a
     * file that is there is deleted, for it is of other results.
     *
     * @throws IOException if this machine cannot draw, which is so without fonts; the message says why
     */
    public static Drawn draw(FigureTable table, List<String> contenders, List<String> names, Path directory)
            throws IOException {
        System.setProperty("java.awt.headless", "true");
        List<Path> files = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        Files.createDirectories(directory);
        for (Plot plot :
                ALL.stream().filter(plot -> names.contains(plot.name())).toList()) {
            Optional<Run> run = table.runWithMost(rows ->
                    rows.stream().filter(row -> plot.shows(row, contenders)).count());
            List<String> gaps =
                    run.map(found -> gaps(table.of(found), plot, contenders)).orElse(List.of());
            for (Theme theme : Theme.values()) {
                Path file = directory.resolve(theme.file(plot.name()));
                Files.deleteIfExists(file);
                if (run.isPresent()) {
                    Files.writeString(file, svg(table.of(run.get()), plot, contenders, theme));
                    files.add(file);
                }
            }
            if (!gaps.isEmpty()) {
                missing.add(plot.name() + ": not measured: " + String.join("; ", gaps));
            }
        }
        return new Drawn(files, missing);
    }

    private static String svg(FigureTable table, Plot plot, List<String> contenders, Theme theme) throws IOException {
        try {
            BarChart chart = new BarChart(theme, colored(contenders));
            plot.panels().forEach(panel -> chart.add(panel.axis(), figures(table, plot, panel, contenders)));
            List<String> gaps = gaps(table, plot, contenders);
            String where = table.rows().get(0).run().oneLine() + "; medians";
            return chart.svg(
                    plot.title(), gaps.isEmpty() ? where : where + "\nnot measured: " + String.join("; ", gaps));
        } catch (RuntimeException | LinkageError | InternalError noFonts) {
            throw new IOException("no plots: this Java cannot draw here: " + noFonts.getMessage(), noFonts);
        }
    }

    /** A contender has the same colour in every plot. */
    private static List<String> colored(List<String> contenders) {
        List<String> order = new ArrayList<>(Contenders.PEERS);
        Contenders.names().stream().filter(name -> !order.contains(name)).forEach(order::add);
        contenders.stream().filter(name -> !order.contains(name)).forEach(order::add);
        return order.stream().map(Labels::contender).toList();
    }

    private static DefaultCategoryDataset figures(FigureTable table, Plot plot, Panel panel, List<String> contenders) {
        DefaultCategoryDataset figures = new DefaultCategoryDataset();
        List<String> shapes = table.shapes().stream().filter(plot.shapes()).toList();
        for (String contender : contenders) {
            double[] values = shapes.stream()
                    .mapToDouble(shape -> table.figure(shape, contender, panel.metric()) / panel.divisor())
                    .toArray();
            for (int i = 0; i < values.length; i++) {
                // Null keeps the place of the bar, unless there is no bar at all.
                if (!DoubleStream.of(values).allMatch(Double::isNaN)) {
                    figures.addValue(
                            Double.isNaN(values[i]) ? null : values[i],
                            Labels.contender(contender),
                            Labels.shape(shapes.get(i)));
                }
            }
        }
        return figures;
    }

    private static List<String> gaps(FigureTable table, Plot plot, List<String> contenders) {
        List<String> gaps = new ArrayList<>();
        for (Panel panel : plot.panels()) {
            for (String contender : contenders) {
                List<String> shapes = table.shapes().stream()
                        .filter(plot.shapes())
                        .filter(shape -> Double.isNaN(table.figure(shape, contender, panel.metric())))
                        .map(Labels::shape)
                        .toList();
                if (!shapes.isEmpty()) {
                    gaps.add(
                            Labels.contender(contender) + " (" + panel.axis() + "; " + String.join("; ", shapes) + ")");
                }
            }
        }
        return gaps;
    }
}
