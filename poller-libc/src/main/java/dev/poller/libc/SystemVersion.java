// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release of an operating system. Immutable.
 *
 * @param major its first number
 * @param minor its second number, or 0
 */
record SystemVersion(int major, int minor) implements Comparable<SystemVersion> {
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,6})(?:\\.(\\d{1,6}))?(?!\\d).*");

    private static final Comparator<SystemVersion> ORDER =
            Comparator.comparingInt(SystemVersion::major).thenComparingInt(SystemVersion::minor);

    /** The numbers at the beginning, for example of {@code 14.1-RELEASE-p5}; empty if there are none. */
    static Optional<SystemVersion> parse(String osVersion) {
        Matcher numbers = NUMBERS.matcher(osVersion);
        if (!numbers.matches()) {
            return Optional.empty();
        }
        String minor = numbers.group(2);
        return Optional.of(
                new SystemVersion(Integer.parseInt(numbers.group(1)), minor == null ? 0 : Integer.parseInt(minor)));
    }

    boolean isBefore(SystemVersion other) {
        return compareTo(other) < 0;
    }

    @Override
    public int compareTo(SystemVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
