// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import java.nio.ByteBuffer;

/**
 * An array of {@code struct mmsghdr}, each of a message with an address and one {@code struct iovec}. In native byte
 * order. Pure functions of their arguments.
 *
 * <p>Source: sendmmsg(2), recvmmsg(2); the layouts of every 64-bit Linux (ci/abi), and {@link DescriptorMessage} for
 * musl.
 */
public final class MessageVector {
    /** Bytes of one, with its iovec, which stands behind it. */
    public static final int SIZE = 80;

    static final int HEADER_SIZE = 64;
    static final int NAME_LENGTH = 8;
    static final int LENGTH = 56;

    private MessageVector() {}

    /**
     * Writes one.
     *
     * @param to takes it
     * @param at the address of {@code to}
     * @param index which of the array
     * @param count how long the array is
     * @param name the address of a socket address; 0 for none
     * @param nameLength how many bytes that has, or has room for
     * @param bytes the address of the message
     * @param length how many bytes it has, or has room for
     */
    public static void put(
            ByteBuffer to, long at, int index, int count, long name, int nameLength, long bytes, int length) {
        int header = index * HEADER_SIZE;
        int part = count * HEADER_SIZE + index * DescriptorMessage.PART_SIZE;
        to.putLong(header, name).putLong(header + NAME_LENGTH, 0).putInt(header + NAME_LENGTH, nameLength);
        to.putLong(header + DescriptorMessage.IOV, at + part).putLong(header + DescriptorMessage.IOV_COUNT, 1);
        to.putLong(header + DescriptorMessage.CONTROL, 0).putLong(header + DescriptorMessage.CONTROL_SIZE, 0);
        to.putLong(header + DescriptorMessage.FLAGS, 0).putLong(header + LENGTH, 0);
        to.putLong(part, bytes).putLong(part + DescriptorMessage.PART_LENGTH, length);
    }

    /** How many bytes a message has that was received; with MSG_TRUNC also those for which there was no room. */
    public static int length(ByteBuffer from, int index) {
        return from.getInt(index * HEADER_SIZE + LENGTH);
    }

    /** How many bytes the address has that was received. */
    public static int nameLength(ByteBuffer from, int index) {
        return from.getInt(index * HEADER_SIZE + NAME_LENGTH);
    }
}
