// SPDX-License-Identifier: Apache-2.0
package dev.poller.benchmarks.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.geom.Rectangle2D;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.jfree.chart.JFreeChart;

/** A chart as SVG, in as few bytes as need be. Any thread. */
final class Svg {
    /** What the Java that draws calls its font is not what the reader's browser has. */
    private static final Pattern FONT = Pattern.compile("font-family:&quot;[^&]*&quot;;");

    /** More than a hundredth of a pixel nobody sees. */
    private static final Pattern LONG_NUMBER = Pattern.compile("-?\\d+\\.\\d{3,}(E-\\d+)?");

    private static final Pattern DOCTYPE = Pattern.compile("<!DOCTYPE[^>]*>\\s*");
    private static final String BEGIN = "<svg ";

    private Svg() {}

    static String of(JFreeChart chart, int width, int height) throws IOException {
        VectorGraphics2D graphics = new VectorGraphics2D();
        chart.draw(graphics, new Rectangle2D.Double(0, 0, width, height));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new SVGProcessor()
                .getDocument(graphics.getCommands(), new PageSize(0, 0, width, height))
                .writeTo(bytes);
        String text = DOCTYPE.matcher(bytes.toString(UTF_8)).replaceFirst("");
        text = FONT.matcher(text).replaceAll("");
        text = LONG_NUMBER.matcher(text).replaceAll(number -> rounded(number.group()));
        return text.replaceFirst(BEGIN, BEGIN + "font-family=\"DejaVu Sans,Verdana,sans-serif\" role=\"img\" ");
    }

    private static String rounded(String number) {
        BigDecimal value = new BigDecimal(number).setScale(2, RoundingMode.HALF_UP);
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
