// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * struct sockaddr_in and sockaddr_in6. Pure functions of their arguments.
 *
 * <pre>
 *   offset  sockaddr_in     sockaddr_in6
 *   0       family          family           native order (Linux)
 *   0       length          length           1 byte (macOS, BSD)
 *   1       family          family           1 byte (macOS, BSD)
 *   2       port            port             network order
 *   4       address (4)     flow information
 *   8       zero (8)        address (16)
 *   24                      scope id         native order
 * </pre>
 *
 * <p>Source: POSIX netinet/in.h; ip(7), ipv6(7); ip(4) and ip6(4) of the BSDs; {@link SockaddrLayout}.
 */
public final class Sockaddr {
    /** sizeof(struct sockaddr_in). */
    public static final int IN_SIZE = 16;

    /** sizeof(struct sockaddr_in6), the larger of the two. */
    public static final int IN6_SIZE = 28;

    private static final int FAMILY = 0;
    private static final int LENGTH = 0;
    private static final int FAMILY_AFTER_LENGTH = 1;
    private static final int PORT = 2;
    private static final int IN_ADDRESS = 4;
    private static final int IN6_ADDRESS = 8;
    private static final int IN6_SCOPE = 24;
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    private Sockaddr() {}

    /**
     * Writes an address at the beginning of a buffer, an IPv4 one as IPv4-mapped if the family is AF_INET6.
     *
     * @param abi whose layout
     * @param buffer in native byte order, with room for {@link #IN6_SIZE} bytes
     * @param family AF_INET or AF_INET6
     * @param address resolved
     * @return how many bytes it has
     * @throws IllegalArgumentException if an IPv6 address is to be written as AF_INET
     */
    public static int put(Abi abi, ByteBuffer buffer, int family, InetSocketAddress address) {
        InetAddress ip = address.getAddress();
        boolean six = family == abi.value(Constant.AF_INET6);
        int size = six ? IN6_SIZE : IN_SIZE;
        for (int i = 0; i < size; i++) {
            buffer.put(i, (byte) 0);
        }
        putFamily(abi, buffer, family, size);
        buffer.put(PORT, (byte) (address.getPort() >>> 8)).put(PORT + 1, (byte) address.getPort());
        if (six) {
            putIn6(buffer, ip);
        } else if (ip instanceof Inet6Address) {
            throw new IllegalArgumentException("not an IPv4 address: " + ip);
        } else {
            buffer.put(IN_ADDRESS, ip.getAddress());
        }
        return size;
    }

    /**
     * Reads the address at the beginning of a buffer; an IPv4-mapped one comes back as IPv4.
     *
     * @param abi whose layout
     * @param buffer in native byte order
     * @throws IllegalArgumentException if it is of another family
     */
    public static InetSocketAddress get(Abi abi, ByteBuffer buffer) {
        int family = family(abi, buffer);
        int port = (buffer.get(PORT) & 0xff) << 8 | (buffer.get(PORT + 1) & 0xff);
        if (family == abi.value(Constant.AF_INET)) {
            return new InetSocketAddress(inet(buffer, IN_ADDRESS, IPV4_BYTES, 0), port);
        }
        if (family == abi.value(Constant.AF_INET6)) {
            return new InetSocketAddress(inet(buffer, IN6_ADDRESS, IPV6_BYTES, buffer.getInt(IN6_SCOPE)), port);
        }
        throw new IllegalArgumentException("not an internet address: family " + family);
    }

    static void putFamily(Abi abi, ByteBuffer buffer, int family, int size) {
        if (abi.sockaddr().hasLength()) {
            buffer.put(LENGTH, (byte) size).put(FAMILY_AFTER_LENGTH, (byte) family);
        } else {
            buffer.putShort(FAMILY, (short) family);
        }
    }

    /** The family of the address at the beginning of a buffer. */
    public static int family(Abi abi, ByteBuffer buffer) {
        return abi.sockaddr().hasLength() ? buffer.get(FAMILY_AFTER_LENGTH) & 0xff : buffer.getShort(FAMILY) & 0xffff;
    }

    private static void putIn6(ByteBuffer buffer, InetAddress ip) {
        if (ip instanceof Inet6Address six) {
            buffer.put(IN6_ADDRESS, six.getAddress());
            buffer.putInt(IN6_SCOPE, six.getScopeId());
        } else if (!ip.isAnyLocalAddress()) {
            buffer.put(IN6_ADDRESS + 10, (byte) 0xff).put(IN6_ADDRESS + 11, (byte) 0xff);
            buffer.put(IN6_ADDRESS + IPV6_BYTES - IPV4_BYTES, ip.getAddress());
        }
    }

    private static InetAddress inet(ByteBuffer buffer, int offset, int length, int scope) {
        byte[] bytes = new byte[length];
        buffer.get(offset, bytes);
        try {
            InetAddress plain = InetAddress.getByAddress(bytes);
            return plain instanceof Inet6Address && scope != 0 ? Inet6Address.getByAddress(null, bytes, scope) : plain;
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible); // Only a wrong length is refused.
        }
    }
}
