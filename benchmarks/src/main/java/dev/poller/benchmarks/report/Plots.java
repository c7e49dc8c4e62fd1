// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

import dev.poller.benchmarks.run.Contenders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler;

/** The results as pictures: a group of bars for each shape, a bar for each contender. One thread. */
public final class Plots {
    private static final List<Plot> ALL = List.of(
            new Plot(
                    "throughput-pinned",
                    "Requests/s, one core",
                    Metric.THROUGHPUT,
                    1,
                    name -> name.matches("pinned-\\d+")),
            new Plot(
                    "throughput-free",
                    "Requests/s, nothing pinned",
                    Metric.THROUGHPUT,
                    1,
                    name -> name.matches("free-\\d+")),
            new Plot(
                    "throughput-other",
                    "Requests/s, other shapes",
                    Metric.THROUGHPUT,
                    1,
                    name -> !name.matches("(pinned|free)-\\d+")),
            new Plot("p50-small", "p50 latency, us", Metric.P50, 1e3, name -> name.matches("(pinned|free)-[18]")),
            new Plot("p99-hundred", "p99 latency, us", Metric.P99, 1e3, name -> name.matches("(pinned|free)-100")),
            new Plot("cpu", "CPU time per request, us", Metric.CPU, 1e3, name -> name.matches("(pinned|free)-\\d+")));

    private Plots() {}

    private record Plot(String file, String title, Metric metric, double divisor, Predicate<String> shapes) {}

    /**
     * Draws what was measured; the files.
     *
     * @throws IOException if this machine cannot draw, which is so without fonts; the message says why
     */
    public static List<Path> draw(Environment environment, Summary summary, Path directory) throws IOException {
        System.setProperty("java.awt.headless", "true");
        List<Path> files = new ArrayList<>();
        try {
            for (Plot plot : ALL) {
                List<String> shapes =
                        summary.shapes().stream().filter(plot.shapes()).toList();
                Path file = directory.resolve(plot.file() + ".png");
                Files.deleteIfExists(file); // Of an earlier run, which may have had other shapes.
                if (!shapes.isEmpty()) {
                    BitmapEncoder.saveBitmap(
                            chart(environment, summary, plot, shapes), file.toString(), BitmapFormat.PNG);
                    files.add(file);
                }
            }
        } catch (RuntimeException | LinkageError | InternalError noFonts) {
            throw new IOException("no plots: this Java cannot draw here: " + noFonts.getMessage(), noFonts);
        }
        return files;
    }

    private static CategoryChart chart(Environment environment, Summary summary, Plot plot, List<String> shapes) {
        CategoryChart chart = new CategoryChartBuilder()
                .width(1100)
                .height(560)
                .title(plot.title() + " (median)")
                .xAxisTitle(environment.oneLine())
                .build();
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
        chart.getStyler().setAxisTitleFont(chart.getStyler().getBaseFont().deriveFont(10f));
        chart.getStyler().setPlotGridVerticalLinesVisible(false);
        for (String contender : Contenders.names()) {
            List<Double> values = shapes.stream()
                    .map(shape ->
                            summary.spread(shape, contender, plot.metric()).median() / plot.divisor())
                    .map(value -> value.isNaN() ? 0 : value)
                    .toList();
            if (values.stream().anyMatch(value -> value > 0)) {
                chart.addSeries(contender, shapes, values);
            }
        }
        return chart;
    }
}
