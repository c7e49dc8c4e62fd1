// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * struct sockaddr_un: the family as in {@link Sockaddr}, then sun_path. Pure functions of their arguments.
 *
 * <p>A name here is what stands in sun_path, without the zero byte that ends a path: none at all for a socket without a
 * name, a first byte of zero for an abstract one.
 *
 * <p>Source: POSIX sys/un.h; unix(7); unix(4) of the BSDs; {@link SockaddrLayout}.
 */
public final class SockaddrUn {
    private static final int PATH = 2;

    private SockaddrUn() {}

    /** How many bytes a name has at most. */
    public static int longest(Abi abi) {
        return abi.sockaddr().pathBytes() - 1;
    }

    /**
     * Writes a name at the beginning of a buffer.
     *
     * @param abi whose layout
     * @param buffer in native byte order, with room for 2 bytes more than {@code sun_path}
     * @param name at most {@link #longest} bytes
     * @return how many bytes the address has
     * @throws IllegalArgumentException if the name is too long
     */
    public static int put(Abi abi, ByteBuffer buffer, byte[] name) {
        if (name.length > longest(abi)) {
            throw new IllegalArgumentException(
                    "a name of " + name.length + " bytes, and at most " + longest(abi) + " fit");
        }
        boolean path = name.length > 0 && name[0] != 0;
        int size = PATH + name.length + (path ? 1 : 0);
        Sockaddr.putFamily(abi, buffer, abi.value(Constant.AF_UNIX), size);
        buffer.put(PATH, name);
        if (path) {
            buffer.put(size - 1, (byte) 0);
        }
        return size;
    }

    /**
     * Reads the name at the beginning of a buffer.
     *
     * @param abi whose layout
     * @param buffer in native byte order
     * @param length as the system gave it; it may be that of all of sun_path, filled up with zeros
     * @throws IllegalArgumentException if it is of another family
     */
    public static byte[] get(Abi abi, ByteBuffer buffer, int length) {
        if (length < PATH) {
            return new byte[0]; // Some systems give no family either where there is no name.
        }
        int family = Sockaddr.family(abi, buffer);
        if (family != abi.value(Constant.AF_UNIX)) {
            throw new IllegalArgumentException("not a Unix address: family " + family);
        }
        byte[] name = new byte[Math.min(length - PATH, abi.sockaddr().pathBytes())];
        buffer.get(PATH, name);
        boolean isAbstract = name.length > 1 && name[0] == 0 && abi.sockaddr().hasAbstractNames();
        return isAbstract ? name : Arrays.copyOf(name, end(name));
    }

    private static int end(byte[] name) {
        int end = 0;
        while (end < name.length && name[end] != 0) {
            end++;
        }
        return end;
    }
}
