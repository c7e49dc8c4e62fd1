// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Where the members of {@code struct stat} are in a 64-bit process, as far as they tell a file's kind; in native byte
 * order. The values of {@code st_mode} are the same everywhere.
 *
 * <pre>
 *             macOS        FreeBSD from 12 on   NetBSD       OpenBSD      DragonFly    Linux
 *   st_mode   4  2 bytes   24  2 bytes          8  4 bytes   0  4 bytes   16  2 bytes  24 or 16  4 bytes
 *   st_dev    0  4 bytes   0   8 bytes          0  8 bytes   4  4 bytes   12  4 bytes  0         8 bytes
 * </pre>
 *
 * @param size of the structure
 * @param modeOffset of {@code st_mode}
 * @param modeBytes 2 or 4
 * @param deviceOffset of {@code st_dev}
 * @param deviceBytes 4 or 8
 */
public record StatLayout(int size, int modeOffset, int modeBytes, int deviceOffset, int deviceBytes) {
    // xnu bsd/sys/stat.h, __DARWIN_STRUCT_STAT64.
    static final StatLayout DARWIN = new StatLayout(144, 4, 2, 0, 4);

    // FreeBSD sys/stat.h since 12.0 (64-bit ino_t).
    static final StatLayout FREEBSD = new StatLayout(224, 24, 2, 0, 8);

    // NetBSD sys/stat.h since 6.0, which __fstat50 fills in.
    static final StatLayout NETBSD = new StatLayout(152, 8, 4, 0, 8);

    // OpenBSD sys/stat.h.
    static final StatLayout OPENBSD = new StatLayout(128, 0, 4, 4, 4);

    // DragonFly sys/stat.h.
    static final StatLayout DRAGONFLY = new StatLayout(128, 16, 2, 12, 4);

    // arch/{x86,s390,powerpc}/include/uapi/asm/stat.h: st_nlink is before st_mode.
    static final StatLayout LINUX_OLD = new StatLayout(144, 24, 4, 0, 8);

    // asm-generic/stat.h, which newer processors have.
    static final StatLayout LINUX = new StatLayout(128, 16, 4, 0, 8);

    /**
     * The names of fstat(2) for these structures. Where a C library has several, the plain one fills in an older
     * structure: macOS on x86-64, NetBSD.
     */
    static final List<String> FUNCTIONS = List.of("fstat$INODE64", "__fstat50", "fstat");

    /**
     * {@code st_mode}.
     *
     * @param stat the structure, from the buffer's beginning
     */
    public int mode(ByteBuffer stat) {
        return modeBytes == Short.BYTES ? Short.toUnsignedInt(stat.getShort(modeOffset)) : stat.getInt(modeOffset);
    }

    /**
     * {@code st_dev}.
     *
     * @param stat the structure, from the buffer's beginning
     */
    public long device(ByteBuffer stat) {
        return deviceBytes == Integer.BYTES ? stat.getInt(deviceOffset) : stat.getLong(deviceOffset);
    }
}
