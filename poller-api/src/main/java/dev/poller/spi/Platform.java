// SPDX-License-Identifier: Apache-2.0
package dev.poller.spi;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The operating system and processor. The only reader of {@code os.name}, {@code os.version}, {@code os.arch} and the
 * encoding of file names.
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

    /** The encoding of file names, as the JDK has it. */
    public static Charset fileNames() {
        return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    }

    /**
     * A path as system calls take it, without the zero byte at its end.
     *
     * @throws IllegalArgumentException if it is not the default file system's, or not to be written in the encoding of
     *     file names
     */
    public static byte[] fileName(Path path) {
        if (!path.getFileSystem().equals(FileSystems.getDefault())) {
            throw new IllegalArgumentException("not a file of the operating system: " + path.toUri());
        }
        try {
            ByteBuffer encoded = fileNames().newEncoder().encode(CharBuffer.wrap(path.toString()));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException unmappable) {
            throw new IllegalArgumentException("not a file name in " + fileNames() + ": " + path, unmappable);
        }
    }

    /** For example {@code Linux 6.1 amd64}. */
    @Override
    public String toString() {
        return osName + " " + osVersion + " " + arch;
    }
}
