// SPDX-License-Identifier: Apache-2.0
package dev.poller.spi;

import java.util.Locale;

/**
 * The operating system and processor. The only reader of {@code os.name}, {@code os.version} and {@code os.arch}.
 *
 * @param os one of the families
 * @param osName what the JVM calls it
 * @param osVersion what the JVM says
 * @param arch the processor, in the JVM's word
 */
public record Platform(Os os, String osName, String osVersion, String arch) {
    /** Families of operating systems that providers tell apart. */
    public enum Os {
        /** Linux. */
        LINUX,
        /** macOS. */
        MACOS,
        /** FreeBSD. */
        FREEBSD,
        /** OpenBSD. */
        OPENBSD,
        /** NetBSD. */
        NETBSD,
        /** DragonFly BSD. */
        DRAGONFLY,
        /** Windows. */
        WINDOWS,
        /** Anything else. */
        OTHER;

        static Os of(String osName) {
            String name = osName.toLowerCase(Locale.ROOT);
            if (name.startsWith("mac") || name.startsWith("darwin")) {
                return MACOS;
            }
            for (Os os : values()) {
                if (name.startsWith(os.name().toLowerCase(Locale.ROOT))) {
                    return os;
                }
            }
            return OTHER;
        }
    }

    /** The machine this runs on. */
    public static Platform current() {
        return of(
                System.getProperty("os.name", "unknown"),
                System.getProperty("os.version", "unknown"),
                System.getProperty("os.arch", "unknown"));
    }

    /**
     * A platform from the JVM's words for it.
     *
     * @param osName as {@code os.name}
     * @param osVersion as {@code os.version}
     * @param arch as {@code os.arch}
     */
    public static Platform of(String osName, String osVersion, String arch) {
        return new Platform(Os.of(osName), osName, osVersion, arch);
    }

    /** For example {@code Linux 6.1 amd64}. */
    @Override
    public String toString() {
        return osName + " " + osVersion + " " + arch;
    }
}
