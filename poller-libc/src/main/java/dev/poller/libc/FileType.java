// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

/** What an open descriptor is of: S_IFMT of sys/stat.h, whose values are the same on every system. */
public enum FileType {
    /** A pipe, with or without a name. */
    FIFO(0x1000),

    /** A terminal, a driver, /dev/null. */
    CHARACTER_DEVICE(0x2000),

    /** A directory. */
    DIRECTORY(0x4000),

    /** A disk. */
    BLOCK_DEVICE(0x6000),

    /** A file. */
    REGULAR(0x8000),

    /** A socket of any family. */
    SOCKET(0xc000),

    /** None of these: on Linux what has no name at all, such as an eventfd. */
    OTHER(0);

    private static final int MASK = 0xf000;

    private final int bits;

    FileType(int bits) {
        this.bits = bits;
    }

    /**
     * The type in a mode.
     *
     * @param mode {@code st_mode}, as {@link StatLayout#mode} reads it
     */
    public static FileType of(int mode) {
        for (FileType type : values()) {
            if (type.bits == (mode & MASK)) {
                return type;
            }
        }
        return OTHER;
    }
}
