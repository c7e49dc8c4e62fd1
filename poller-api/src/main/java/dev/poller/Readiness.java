// SPDX-License-Identifier: Apache-2.0
package dev.poller;

import java.util.StringJoiner;

/**
 * What a poll found out about one registration: a set of six bits. Immutable; every value exists once, so that handing
 * one over allocates nothing and {@code ==} compares.
 *
 * <p>Readiness is a hint: the call that follows may still find that it would block.
 */
public final class Readiness {
    /** Bit of {@link #readable()}. */
    public static final int READABLE = 1;
    /** Bit of {@link #writable()}. */
    public static final int WRITABLE = 1 << 1;
    /** Bit of {@link #readClosed()}. */
    public static final int READ_CLOSED = 1 << 2;
    /** Bit of {@link #writeClosed()}. */
    public static final int WRITE_CLOSED = 1 << 3;
    /** Bit of {@link #error()}. */
    public static final int ERROR = 1 << 4;
    /** Bit of {@link #priority()}. */
    public static final int PRIORITY = 1 << 5;

    private static final int COUNT = 1 << 6;
    private static final String[] NAMES = {"READABLE", "WRITABLE", "READ_CLOSED", "WRITE_CLOSED", "ERROR", "PRIORITY"};
    private static final Readiness[] VALUES = new Readiness[COUNT];

    static {
        for (int bits = 0; bits < COUNT; bits++) {
            VALUES[bits] = new Readiness(bits);
        }
    }

    private final int bits;

    private Readiness(int bits) {
        this.bits = bits;
    }

    /**
     * The value with these bits; higher bits are ignored.
     *
     * @param bits a union of this class's bit constants
     */
    public static Readiness of(int bits) {
        return VALUES[bits & (COUNT - 1)];
    }

    /** This value as a union of the bit constants. */
    public int bits() {
        return bits;
    }

    /** A read, an accept, or the discovery of an end of stream or an error will probably not block. */
    public boolean readable() {
        return (bits & READABLE) != 0;
    }

    /** A write, or the discovery of an error, will probably not block. */
    public boolean writable() {
        return (bits & WRITABLE) != 0;
    }

    /** The peer sends no more. Unread data may remain: only a read that returns nothing is the end of the stream. */
    public boolean readClosed() {
        return (bits & READ_CLOSED) != 0;
    }

    /** Nothing written can reach the peer any more. */
    public boolean writeClosed() {
        return (bits & WRITE_CLOSED) != 0;
    }

    /** An error is pending; the next call on the descriptor returns it. */
    public boolean error() {
        return (bits & ERROR) != 0;
    }

    /** Out-of-band data has come. */
    public boolean priority() {
        return (bits & PRIORITY) != 0;
    }

    /** The names of the bits, for example {@code READABLE|READ_CLOSED}. */
    @Override
    public String toString() {
        StringJoiner names = new StringJoiner("|").setEmptyValue("NONE");
        for (int i = 0; i < NAMES.length; i++) {
            if ((bits & (1 << i)) != 0) {
                names.add(NAMES[i]);
            }
        }
        return names.toString();
    }
}
