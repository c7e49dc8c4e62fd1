// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import java.nio.ByteBuffer;

/**
 * A {@code struct msghdr} that carries bytes, in one {@code struct iovec}, and descriptors, in a {@code struct
 * cmsghdr} of SCM_RIGHTS. In native byte order; one at a buffer's beginning. Pure functions of their arguments.
 *
 * <p>Source: cmsg(3), unix(7), sendmsg(2); the layouts of every 64-bit Linux (ci/abi). musl has int where glibc has
 * size_t, and padding so that a small number is in the same place.
 */
public final class DescriptorMessage {
    /** How many descriptors at most. The kernel takes 253 (SCM_MAX_FD), musl 1,024 bytes of them with their header. */
    public static final int MOST = 250;

    static final int HEADER_SIZE = 56;
    static final int IOV = 16;
    static final int IOV_COUNT = 24;
    static final int CONTROL = 32;
    static final int CONTROL_SIZE = 40;
    static final int FLAGS = 48;

    static final int PART_SIZE = 16;
    static final int PART_LENGTH = 8;

    static final int RIGHTS_HEADER_SIZE = 16;
    static final int LEVEL = 8;
    static final int TYPE = 12;

    private static final int PART_AT = HEADER_SIZE;
    private static final int CONTROL_AT = PART_AT + PART_SIZE;
    private static final int FIRST_AT = CONTROL_AT + RIGHTS_HEADER_SIZE;

    /** Bytes, with as many descriptors as there may be. */
    public static final int SIZE = aligned(FIRST_AT + MOST * Integer.BYTES);

    private DescriptorMessage() {}

    /**
     * Writes one to be sent.
     *
     * @param to takes it
     * @param at the address of {@code to}
     * @param abi of a system that has SCM_RIGHTS
     * @param bytes the address of what goes with the descriptors
     * @param length how many bytes
     * @param descriptors up to {@link #MOST}
     */
    public static void put(ByteBuffer to, long at, Abi abi, long bytes, int length, int... descriptors) {
        int control = RIGHTS_HEADER_SIZE + descriptors.length * Integer.BYTES;
        putHeader(to, at, bytes, length, descriptors.length == 0 ? 0 : aligned(control));
        to.putLong(CONTROL_AT, control);
        to.putInt(CONTROL_AT + LEVEL, abi.value(Constant.SOL_SOCKET));
        to.putInt(CONTROL_AT + TYPE, abi.value(Constant.SCM_RIGHTS));
        for (int i = 0; i < descriptors.length; i++) {
            to.putInt(FIRST_AT + i * Integer.BYTES, descriptors[i]);
        }
    }

    /**
     * Writes one to be received into.
     *
     * @param to takes it
     * @param at the address of {@code to}
     * @param bytes the address of where bytes go
     * @param length for how many there is room
     * @param most for how many descriptors, up to {@link #MOST}
     */
    public static void putRoom(ByteBuffer to, long at, long bytes, int length, int most) {
        putHeader(to, at, bytes, length, most == 0 ? 0 : RIGHTS_HEADER_SIZE + most * Integer.BYTES);
    }

    private static void putHeader(ByteBuffer to, long at, long bytes, int length, int control) {
        to.putLong(0, 0).putLong(8, 0); // no address
        to.putLong(IOV, at + PART_AT).putLong(IOV_COUNT, 1);
        to.putLong(CONTROL, control == 0 ? 0 : at + CONTROL_AT).putLong(CONTROL_SIZE, control);
        to.putLong(FLAGS, 0);
        to.putLong(PART_AT, bytes).putLong(PART_AT + PART_LENGTH, length);
    }

    /**
     * The descriptors that came with what was received.
     *
     * @param from where {@link #putRoom} wrote, since then the system
     * @param abi as above
     */
    public static int[] descriptors(ByteBuffer from, Abi abi) {
        if (from.getLong(CONTROL_SIZE) < RIGHTS_HEADER_SIZE
                || from.getInt(CONTROL_AT + LEVEL) != abi.value(Constant.SOL_SOCKET)
                || from.getInt(CONTROL_AT + TYPE) != abi.value(Constant.SCM_RIGHTS)) {
            return new int[0];
        }
        int[] found = new int[(int) (from.getLong(CONTROL_AT) - RIGHTS_HEADER_SIZE) / Integer.BYTES];
        for (int i = 0; i < found.length; i++) {
            found[i] = from.getInt(FIRST_AT + i * Integer.BYTES);
        }
        return found;
    }

    /**
     * True if there were more descriptors than there was room for: the system has closed those.
     *
     * @param from where {@link #putRoom} wrote, since then the system
     * @param truncated the value of MSG_CTRUNC
     */
    public static boolean isCut(ByteBuffer from, int truncated) {
        return (from.getInt(FLAGS) & truncated) != 0;
    }

    private static int aligned(int size) {
        return size + (-size & (Long.BYTES - 1));
    }
}
