// SPDX-License-Identifier: Apache-2.0
package dev.poller.cli;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 500ms}. */
public final class PeriodConverter implements ITypeConverter<Duration> {
    private static final Pattern PERIOD = Pattern.compile("(\\d{1,9})(ns|us|ms|s)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ns",
            Duration.ofNanos(1),
            "us",
            Duration.ofNanos(1000),
            "ms",
            Duration.ofMillis(1),
            "s",
            Duration.ofSeconds(1));

    @Override
    public Duration convert(String text) {
        Matcher matcher = PERIOD.matcher(text);
        Duration unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
        if (unit == null || Long.parseLong(matcher.group(1)) == 0) {
            throw new TypeConversionException("'" + text + "' is not a period; type for example 500ms");
        }
        return unit.multipliedBy(Long.parseLong(matcher.group(1)));
    }
}
