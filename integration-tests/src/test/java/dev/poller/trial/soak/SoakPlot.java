// SPDX-License-Identifier: Apache-2.0
package dev.poller.trial.soak;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws what the gauges showed, each in a panel of its own that begins at 0, as SVG. */
final class SoakPlot {
    private static final int WIDTH = 380;
    private static final int HEIGHT = 110;
    private static final int COLUMNS = 2;
    private static final int MARGIN = 24;
    private static final double HEADROOM = 1.2;

    private SoakPlot() {}

    /**
     * The drawing.
     *
     * @param warming how many values belong to the warming, which is drawn paler
     * @param minutes from the first value to the last
     */
    static String draw(Map<Gauge, List<Double>> values, int warming, double minutes) {
        StringBuilder svg = new StringBuilder();
        int rows = (values.size() + COLUMNS - 1) / COLUMNS;
        svg.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" "
                        + "font-family=\"sans-serif\" font-size=\"12\">%n"
                        + "<style>text{fill:#444}path{fill:none;stroke:#0969da;stroke-width:1.5}.warm{stroke:#999}"
                        + "line{stroke:#999}@media(prefers-color-scheme:dark){text{fill:#ccc}path{stroke:#58a6ff}}"
                        + "</style>%n",
                COLUMNS * (WIDTH + MARGIN) + MARGIN,
                rows * (HEIGHT + 2 * MARGIN) + MARGIN));
        int panel = 0;
        for (Map.Entry<Gauge, List<Double>> entry : values.entrySet()) {
            int x = MARGIN + panel % COLUMNS * (WIDTH + MARGIN);
            int y = MARGIN + panel / COLUMNS * (HEIGHT + 2 * MARGIN);
            svg.append(panel(entry.getKey(), entry.getValue(), warming, minutes, x, y));
            panel++;
        }
        return svg.append("</svg>").append(System.lineSeparator()).toString();
    }

    private static String panel(Gauge gauge, List<Double> values, int warming, double minutes, int x, int y) {
        double top = Math.max(1, Collections.max(values) * HEADROOM);
        String title = String.format(
                Locale.ROOT,
                "%s: %.1f, at the end %.1f",
                gauge.title,
                values.get(warming),
                values.get(values.size() - 1));
        return String.format(
                Locale.ROOT,
                "<g transform=\"translate(%d %d)\"><text y=\"-6\">%s</text><line x2=\"%d\" y1=\"%d\" y2=\"%d\"/>"
                        + "<path class=\"warm\" d=\"%s\"/><path d=\"%s\"/>"
                        + "<text y=\"%d\">0</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">%.0f min</text></g>%n",
                x,
                y,
                title,
                WIDTH,
                HEIGHT,
                HEIGHT,
                path(values, 0, warming + 1, top),
                path(values, warming, values.size(), top),
                HEIGHT + 14,
                WIDTH,
                HEIGHT + 14,
                minutes);
    }

    private static String path(List<Double> values, int from, int to, double top) {
        StringBuilder path = new StringBuilder();
        for (int i = from; i < to; i++) {
            double x = (double) WIDTH * i / Math.max(1, values.size() - 1);
            double y = HEIGHT * (1 - values.get(i) / top);
            path.append(path.length() == 0 ? 'M' : 'L').append(String.format(Locale.ROOT, "%.1f %.1f", x, y));
        }
        return path.toString();
    }
}
