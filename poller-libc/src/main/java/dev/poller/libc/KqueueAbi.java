// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import static java.util.Map.entry;

import java.util.EnumMap;
import java.util.Map;

/**
 * kqueue as one system has it: the layout of an event, the constants, and the function that is called. Immutable.
 *
 * <p>Sources: sys/event.h of xnu, FreeBSD, OpenBSD, NetBSD and DragonFly.
 */
public final class KqueueAbi {
    /** The function that kevent(2) is on a system. */
    enum Function {
        /** int kevent(int, const struct kevent *, int, struct kevent *, int, const struct timespec *). */
        KEVENT("kevent"),
        /** NetBSD's with a 64-bit time_t and {@code size_t} counts; its plain kevent is the one before that. */
        KEVENT50("__kevent50");

        private final String symbol;

        Function(String symbol) {
            this.symbol = symbol;
        }

        String symbol() {
            return symbol;
        }
    }

    /** The same on all of them. */
    private static final Map<KqueueConstant, Integer> FLAGS = Map.ofEntries(
            entry(KqueueConstant.EV_ADD, 1),
            entry(KqueueConstant.EV_DELETE, 2),
            entry(KqueueConstant.EV_ENABLE, 4),
            entry(KqueueConstant.EV_DISABLE, 8),
            entry(KqueueConstant.EV_ONESHOT, 0x10),
            entry(KqueueConstant.EV_CLEAR, 0x20),
            entry(KqueueConstant.EV_RECEIPT, 0x40),
            entry(KqueueConstant.EV_DISPATCH, 0x80),
            entry(KqueueConstant.EV_ERROR, 0x4000),
            entry(KqueueConstant.EV_EOF, 0x8000),
            entry(KqueueConstant.NOTE_TRIGGER, 0x01000000));

    private final String name;
    private final KeventLayout layout;
    private final Function function;
    private final Map<KqueueConstant, Integer> values;

    private KqueueAbi(String name, KeventLayout layout, Function function, Map<KqueueConstant, Integer> values) {
        this.name = name;
        this.layout = layout;
        this.function = function;
        this.values = Map.copyOf(values);
    }

    /**
     * A system's kqueue. A pure function of its arguments.
     *
     * @param os a family, as {@code Platform.Os} names it
     * @param osVersion as {@code os.version}
     * @param arch the processor, as {@code os.arch} names it
     * @throws BindingUnavailableException if the tables do not have it, with the reason
     */
    public static KqueueAbi of(String os, String osVersion, String arch) throws BindingUnavailableException {
        return switch (os) {
            case "MACOS" -> new KqueueAbi("macOS", KeventLayout.PLAIN, Function.KEVENT, filters(-1, -2, -10, -15, 2));
            case "FREEBSD" -> new KqueueAbi("FreeBSD", KeventLayout.EXTENDED, Function.KEVENT, filters(-1, -2, -11));
            case "NETBSD" -> new KqueueAbi("NetBSD", KeventLayout.WIDE, Function.KEVENT50, filters(0, 1, 8));
            case "OPENBSD" ->
                new KqueueAbi("OpenBSD", KeventLayout.PLAIN, Function.KEVENT, filters(-1, -2, -10, -9, 4));
            case "DRAGONFLY" ->
                new KqueueAbi("DragonFly", KeventLayout.PLAIN, Function.KEVENT, filters(-1, -2, -9, -8, 2));
            default ->
                throw new BindingUnavailableException(os + " " + osVersion + " on " + arch + " has no kqueue", null);
        };
    }

    private static Map<KqueueConstant, Integer> filters(int read, int write, int user) {
        Map<KqueueConstant, Integer> all = new EnumMap<>(FLAGS);
        all.put(KqueueConstant.EVFILT_READ, read);
        all.put(KqueueConstant.EVFILT_WRITE, write);
        all.put(KqueueConstant.EVFILT_USER, user);
        return all;
    }

    private static Map<KqueueConstant, Integer> filters(int read, int write, int user, int except, int outOfBand) {
        Map<KqueueConstant, Integer> all = filters(read, write, user);
        all.put(KqueueConstant.EVFILT_EXCEPT, except);
        all.put(KqueueConstant.NOTE_OOB, outOfBand);
        return all;
    }

    /** Where the members of an event are. */
    public KeventLayout layout() {
        return layout;
    }

    /**
     * The value of a constant here.
     *
     * @param constant which
     * @throws IllegalArgumentException if this system has no such constant
     */
    public int value(KqueueConstant constant) {
        Integer value = values.get(constant);
        if (value == null) {
            throw new IllegalArgumentException(name + " has no " + constant);
        }
        return value;
    }

    /**
     * True if this system has the constant.
     *
     * @param constant which
     */
    public boolean has(KqueueConstant constant) {
        return values.containsKey(constant);
    }

    /**
     * The same system without a constant, as an older version of it.
     *
     * @param constant which
     */
    public KqueueAbi without(KqueueConstant constant) {
        Map<KqueueConstant, Integer> fewer = new EnumMap<>(values);
        fewer.remove(constant);
        return new KqueueAbi(name, layout, function, fewer);
    }

    Function function() {
        return function;
    }

    /** For example {@code FreeBSD}. */
    @Override
    public String toString() {
        return name;
    }
}
