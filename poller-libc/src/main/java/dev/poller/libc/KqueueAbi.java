// SPDX-License-Identifier: Apache-2.0
package dev.poller.libc;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * kqueue as one system has it: the layout of an event, the constants, and the function that is called. Immutable.
 *
 * <p>Sources: sys/event.h of xnu, FreeBSD, OpenBSD, NetBSD and DragonFly.
 */
public final class KqueueAbi {
    /** What kevent(2) is called. */
    public enum Kevent {
        /** int kevent(int, const struct kevent *, int, struct kevent *, int, const struct timespec *). */
        KEVENT("kevent"),
        /** NetBSD's with a 64-bit time_t and {@code size_t} counts; its plain kevent is the one before that. */
        KEVENT50("__kevent50");

        private final String symbol;

        Kevent(String symbol) {
            this.symbol = symbol;
        }

        String symbol() {
            return symbol;
        }
    }

    /**
     * The functions that are called.
     *
     * @param kevent which kevent(2)
     * @param library where they are, if not in the C library
     */
    public record Functions(Kevent kevent, Optional<KqueueLibrary> library) {
        /** The kernel's, through the C library. */
        static Functions system(Kevent kevent) {
            return new Functions(kevent, Optional.empty());
        }
    }

    private final String name;
    private final KeventLayout layout;
    private final Functions functions;
    private final Map<KqueueConstant, Integer> values;
    private final boolean fifoEnds;

    KqueueAbi(
            String name,
            KeventLayout layout,
            Functions functions,
            Map<KqueueConstant, Integer> values,
            boolean fifoEnds) {
        this.name = name;
        this.layout = layout;
        this.functions = functions;
        this.values = Map.copyOf(values);
        this.fifoEnds = fifoEnds;
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
            case "MACOS" -> DarwinAbi.kqueue(osVersion, arch);
            case "FREEBSD" -> FreeBsdAbi.kqueue(osVersion, arch);
            case "NETBSD" -> NetBsdAbi.kqueue(osVersion, arch);
            case "OPENBSD" -> OpenBsdAbi.kqueue(osVersion, arch);
            case "DRAGONFLY" -> DragonFlyAbi.kqueue(osVersion, arch);
            default ->
                throw new BindingUnavailableException(
                        "no table of kqueue for " + os + " " + osVersion + " on " + arch, null);
        };
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
     * True if a named FIFO tells of its end, so that a reader can wait for it. A pipe without a name does everywhere.
     */
    public boolean fifoEnds() {
        return fifoEnds;
    }

    /**
     * The same system without a constant, as an older version of it.
     *
     * @param constant which
     */
    public KqueueAbi without(KqueueConstant constant) {
        Map<KqueueConstant, Integer> fewer = new EnumMap<>(values);
        fewer.remove(constant);
        return new KqueueAbi(name, layout, functions, fewer, fifoEnds);
    }

    /** What is called, and where it is. */
    public Functions functions() {
        return functions;
    }

    /** For example {@code FreeBSD amd64}. */
    @Override
    public String toString() {
        return name;
    }
}
