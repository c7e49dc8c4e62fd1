// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.CombinedDomainCategoryPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.category.DefaultCategoryDataset;

/**
 * Panels one above the other: a group of bars for each shape, a bar for each contender, its figure above it if there
 * is room. One thread.
 */
final class BarChart {
    /**
     * The first six are told apart by those who see no red or no green as well; Okabe and Ito, "Color Universal
     * Design", 2008.
     */
    private static final List<Color> COLORS = List.of(
            new Color(0x0072B2),
            new Color(0x56B4E9),
            new Color(0xE69F00),
            new Color(0x009E73),
            new Color(0xCC79A7),
            new Color(0x8C959F),
            new Color(0xD55E00),
            new Color(0xBCA900),
            new Color(0x6F4E9B),
            new Color(0x7FC97F),
            new Color(0xA6611A),
            new Color(0xF0A0A0),
            new Color(0x1B6E6E),
            new Color(0x444C56));

    /** With more bars there is no room for figures above them. */
    private static final int MOST_WITH_FIGURES = 45;

    private static final int WIDTH = 960;
    private static final int PANEL_HEIGHT = 210;
    private static final int REST_HEIGHT = 110;

    /** Not 12, which the writer takes for the size that a browser has without one. */
    private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 10);

    private static final Font MIDDLE = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    private static final Font LARGE = new Font(Font.SANS_SERIF, Font.BOLD, 15);

    static {
        TextUtils.setUseDrawRotatedStringWorkaround(false); // It draws the outlines of letters, and not text.
    }

    private final Theme theme;
    private final CombinedDomainCategoryPlot panels;
    private final List<String> contenders;

    /** With a bar for each of these, of the colour that its place in the list says. */
    BarChart(Theme theme, List<String> contenders) {
        this.theme = theme;
        this.contenders = contenders;
        CategoryAxis shapes = new CategoryAxis();
        shapes.setTickLabelFont(MIDDLE);
        shapes.setTickLabelPaint(theme.ink());
        shapes.setAxisLinePaint(theme.grid());
        shapes.setTickMarksVisible(false);
        shapes.setCategoryMargin(0.12);
        shapes.setLowerMargin(0.01);
        shapes.setUpperMargin(0.01);
        shapes.setMaximumCategoryLabelLines(2);
        panels = new CombinedDomainCategoryPlot(shapes);
        panels.setGap(12);
    }

    /** Adds a panel: what its axis says, and its figures, a row for each contender; what is null has no bar. */
    void add(String axis, DefaultCategoryDataset figures) {
        NumberAxis values = new NumberAxis(axis);
        values.setLabelFont(MIDDLE);
        values.setLabelPaint(theme.ink());
        values.setTickLabelFont(SMALL);
        values.setTickLabelPaint(theme.ink());
        values.setAxisLineVisible(false);
        values.setTickMarksVisible(false);
        values.setUpperMargin(0.12); // For the figure above the longest bar.
        CategoryPlot plot = new CategoryPlot(figures, null, values, bars(figures));
        plot.setBackgroundPaint(theme.paper());
        plot.setOutlineVisible(false);
        plot.setRangeGridlinePaint(theme.grid());
        plot.setRangeGridlineStroke(new BasicStroke(1));
        panels.add(plot, 1);
    }

    private BarRenderer bars(DefaultCategoryDataset figures) {
        BarRenderer bars = new BarRenderer();
        bars.setBarPainter(new StandardBarPainter());
        bars.setShadowVisible(false);
        bars.setItemMargin(0.03);
        bars.setMaximumBarWidth(0.06);
        bars.setDefaultItemLabelsVisible(figures.getRowCount() * figures.getColumnCount() <= MOST_WITH_FIGURES);
        bars.setDefaultItemLabelFont(SMALL);
        bars.setDefaultItemLabelPaint(theme.ink());
        bars.setDefaultItemLabelGenerator(new Value());
        boolean first = panels.getSubplots().isEmpty();
        for (int row = 0; row < figures.getRowCount(); row++) {
            bars.setSeriesPaint(
                    row, COLORS.get(contenders.indexOf(String.valueOf(figures.getRowKey(row))) % COLORS.size()));
            bars.setSeriesVisibleInLegend(row, first);
        }
        return bars;
    }

    /** The chart as SVG, with a line below it. */
    String svg(String title, String below) throws IOException {
        JFreeChart chart = new JFreeChart(title, LARGE, panels, true);
        chart.setBackgroundPaint(theme.paper());
        chart.setBorderVisible(false);
        chart.setPadding(new RectangleInsets(6, 4, 6, 8));
        chart.getTitle().setPaint(theme.ink());
        LegendTitle legend = chart.getLegend();
        legend.setPosition(RectangleEdge.TOP);
        legend.setItemFont(MIDDLE);
        legend.setItemPaint(theme.ink());
        legend.setItemLabelPadding(new RectangleInsets(2, 2, 2, 12));
        legend.setBackgroundPaint(theme.paper());
        legend.setFrame(BlockBorder.NONE);
        TextTitle where = new TextTitle(below, SMALL);
        where.setPaint(theme.ink());
        where.setPosition(RectangleEdge.BOTTOM);
        chart.addSubtitle(where);
        return Svg.of(
                chart, WIDTH, REST_HEIGHT + PANEL_HEIGHT * panels.getSubplots().size());
    }

    /** Three digits at most, or as many as stand before the point: there is no room for more above a bar. */
    private static final class Value extends StandardCategoryItemLabelGenerator {
        private static final long serialVersionUID = 1;

        @Override
        public String generateLabel(CategoryDataset figures, int row, int column) {
            return Text.brief(figures.getValue(row, column).doubleValue());
        }
    }
}
